//! What the stories of published sites and files are told of: both forms of `dist`, with the samples and with a library.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::Outcome;
use crate::dist;

/// Posts that are added to the archive, so that its list has more than one block.
const DAYS: u32 = 600;

/// Puts `dist/tests/` together out of the page as it is built: `samples/`, and `library/` out of a zip.
pub fn make(root: &Path) -> Outcome {
    let folder = root.join("dist").join("tests");
    fs::create_dir_all(&folder)?;
    let archive = folder.join("archive.zip");
    pack(&root.join("tests/browser/archive"), &archive)?;
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    dist::of_built_page(root, &["--out", &path("samples")])?;
    let archive = archive.to_string_lossy();
    let library = path("library");
    dist::of_built_page(
        root,
        &[
            ["--out", &library],
            ["--posts", &archive],
            ["--title", "Old news"],
            ["--base", "/some/where/"],
            ["--allow", "https://archive.example"],
            ["--frame", "https://player.vimeo.com"],
        ]
        .concat(),
    )
}

fn pack(folder: &Path, archive: &Path) -> Outcome {
    let mut zip = ZipWriter::new(File::create(archive)?);
    add_folder(&mut zip, folder, "")?;
    for day in 1..=DAYS {
        let (month, of_month) = ((day - 1) / 28 + 1, (day - 1) % 28 + 1);
        let (year, month) = (2000 + (month - 1) / 12, (month - 1) % 12 + 1);
        let date = format!("{year}-{month:02}-{of_month:02}");
        zip.start_file(format!("old-news-main/_posts/{date}-day-{day}.md"), SimpleFileOptions::default())?;
        write!(zip, "---\ntitle: Day {day}\n---\n\nWhat happened on day {day}.\n")?;
    }
    zip.finish()?;
    Ok(())
}

fn add_folder(zip: &mut ZipWriter<File>, folder: &Path, path: &str) -> Outcome {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{path}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            add_folder(zip, &entry.path(), &format!("{name}/"))?;
        } else {
            zip.start_file(name, SimpleFileOptions::default())?;
            zip.write_all(&fs::read(entry.path())?)?;
        }
    }
    Ok(())
}
