//! Bytes that lie, with checksums that are right: they may be refused or give another answer, and do no harm.

use super::bytes::{check, open, put_bytes, seal};
use super::dictionary::{Place, entries};
use super::top::Top;
use super::*;
use crate::file::EncodingRs;
use crate::library::{File, Library, Request, Sort, pack};
use crate::page::Effort;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::collections::BTreeMap;

type Parts = BTreeMap<Part, Vec<u8>>;

/// A segment of posts in several scripts, with and without dates, authors and tags.
fn parts() -> (SegmentInfo, Parts) {
    let words = ["桥", "渡船", "the old bridge", "国家", "哈哈哈", "lamp", "e-mail", "café", "中国政府", "👍"];
    let mut library = Library::new();
    library.add_volume(0, "x.zip");
    let files: Vec<(String, String)> = (0..300_usize)
        .map(|at| {
            let word = |by: usize| words[at * by % 10];
            let date = if at % 7 == 0 { String::new() } else { format!("date: 20{:02}-0{}-11\n", at % 20, 1 + at % 9) };
            let fields = format!("title: {} {at}\nauthor: {}\ntags: [{}, x]\n{date}", word(3), word(7), word(1));
            let body = (0..20).map(|by| word(by + at)).collect::<Vec<_>>().join([" ", "，", ""][at % 3]);
            (format!("_posts/{at}.md"), format!("---\n{fields}---\n\n{body}\n"))
        })
        .collect();
    library.add_rows(0, &pack((0..).zip(&files).map(|(at, (path, _))| (at, &**path))));
    let mut packed = Vec::new();
    for (index, (path, text)) in (0..).zip(&files) {
        let bytes = text.as_bytes();
        let file = File { index, path, bytes, is_post: true, is_single: false, effort: Effort::Clean };
        super::super::index(file, &EncodingRs, &mut packed);
    }
    library.add_posts(0, &packed);
    library.finish_volume(0);
    let mut output = InMemory::default();
    let posts = library.segment_posts(0);
    let mut writer = SegmentWriter::new(posts.len() as u32);
    for post in posts {
        writer.add(&library.segment_record(post, &|_| Published::default()), &mut output).expect("it is added");
    }
    (writer.finish(&mut output).expect("it is written"), output.parts)
}

thread_local! {
    static SOUND: (SegmentInfo, Parts) = parts();
    static ANSWERS: Vec<Outcome> = SOUND.with(|(info, parts)| use_all(info, parts).1);
}

/// Searches parts for everything; returns how many answers lack the segment, and all answers.
fn use_all(info: &SegmentInfo, parts: &Parts) -> (usize, Vec<Outcome>) {
    let lengths: Vec<(Part, u64)> = parts.iter().map(|(part, bytes)| (*part, bytes.len() as u64)).collect();
    let mut file = Vec::new();
    let stored = write_file(
        &plan(&lengths, u64::MAX)[0],
        &mut |part, range| Ok(parts[&part][range.start as usize..range.end as usize].to_vec()),
        &mut |bytes| {
            file.extend_from_slice(bytes);
            Ok(())
        },
    );
    let mut info = SegmentInfo { files: Vec::new(), parts: BTreeMap::new(), ..info.clone() };
    info.add_files(&[stored.expect("memory has room")]);
    let manifest = Manifest { format: FORMAT, segments: vec![info], ..Manifest::default() };
    let mut outcomes = Vec::new();
    for (at, text) in [
        "",
        "桥",
        "国家",
        "中国政府",
        "哈哈",
        "am",
        "\"the old\"",
        "「国」",
        "a -渡",
        "lang:zh",
        "2001..2009",
        "title:桥",
    ]
    .into_iter()
    .enumerate()
    {
        let mut searcher = Searcher::new(&manifest.write()).expect("it is a manifest");
        let sort = [Sort::Relevance, Sort::Newest, Sort::Oldest][at % 3];
        let request = Request { text: text.into(), sort, ..Request::default() };
        searcher.ask(SearchRequest { request, from: 0, count: if at == 0 { 300 } else { 4 }, facets: at % 2 == 0 });
        for round in 0.. {
            assert!(round < 60, "{text} gets on");
            match searcher.step() {
                Step::Done(outcome) => {
                    outcomes.push(*outcome);
                    break;
                }
                Step::Needs(wants) => {
                    for want in wants {
                        let bytes = file.get(want.range.start as usize..want.range.end as usize);
                        searcher.feed(&want, bytes.unwrap_or_default().to_vec());
                    }
                }
            }
        }
    }
    (outcomes.iter().filter(|outcome| !outcome.missing.is_empty()).count(), outcomes)
}

#[test]
fn sound_parts_answer() {
    SOUND.with(|(info, parts)| {
        let (missing, outcomes) = use_all(info, parts);
        assert_eq!(missing, 0);
        assert!(outcomes.iter().all(|outcome| outcome.answer.posts > 0));
        assert_eq!(outcomes[0].rows.len(), 300);
    });
}

/// The parts with a unit of one changed, and all lengths and checksums put right.
fn lied(parts: &Parts, part: Part, unit: usize, change: &dyn Fn(&mut [u8])) -> Parts {
    let mut parts = parts.clone();
    let mut top = Top::read(&open(&parts[&Part::Top]).expect("it opens")).expect("it is read");
    top.blocks = top.read_blocks(&open(&parts[&Part::Blocks]).expect("it opens")).expect("they are read");
    let changed = |sealed: &[u8]| {
        let mut raw = open(sealed).expect("it opens");
        change(&mut raw);
        seal(&raw)
    };
    let dictionary: Vec<u32> =
        top.dictionary.iter().map(|block| (block.range.end - block.range.start) as u32).collect();
    let mut lengths: Vec<u32> = match part {
        Part::Top | Part::Blocks => {
            let bytes = changed(&parts[&part]);
            parts.insert(part, bytes);
            return parts;
        }
        Part::Heads | Part::Positions => {
            let mut lists = Vec::new();
            for block in &top.dictionary {
                let bytes = &parts[&Part::Dictionary][block.range.start as usize..block.range.end as usize];
                lists.extend(entries(&open(bytes).expect("it opens")).expect("they are read"));
            }
            let lists = lists.into_iter().filter_map(|entry| match entry.list {
                Place::Parts { table, heads, positions } if table.is_empty() => {
                    Some(if part == Part::Heads { heads } else { positions }).filter(|range| !range.is_empty())
                }
                _ => None,
            });
            let lists: Vec<_> = lists.collect();
            let range = lists[unit % lists.len()].start as usize..lists[unit % lists.len()].end as usize;
            let mut list = parts[&part][range.start..range.end - 2].to_vec();
            change(&mut list);
            check(&mut list, 0);
            parts.get_mut(&part).expect("it is there")[range].copy_from_slice(&list);
            return parts;
        }
        Part::Dictionary => dictionary,
        Part::Posts => top.blocks.clone(),
        Part::Order => top.order.clone(),
        Part::Columns(column) => top.columns[usize::from(column)].clone(),
        Part::Values => top.values.to_vec(),
        Part::Digests => return parts,
    };
    let unit = unit % lengths.len();
    let start: usize = lengths[..unit].iter().map(|length| *length as usize).sum();
    let end = start + lengths[unit] as usize;
    let bytes = changed(&parts[&part][start..end]);
    lengths[unit] = bytes.len() as u32;
    drop(parts.get_mut(&part).expect("it is there").splice(start..end, bytes));
    match part {
        Part::Dictionary => {
            let mut end = 0;
            for (block, length) in top.dictionary.iter_mut().zip(lengths) {
                block.range = end..end + u64::from(length);
                end = block.range.end;
            }
        }
        Part::Posts => top.blocks = lengths,
        Part::Order => top.order = lengths,
        Part::Columns(column) => top.columns[usize::from(column)] = lengths,
        Part::Values => top.values.copy_from_slice(&lengths),
        _ => {}
    }
    let (top, blocks) = top.write();
    parts.insert(Part::Top, top);
    parts.insert(Part::Blocks, blocks);
    parts
}

fn config() -> ProptestConfig {
    ProptestConfig { rng_seed: RngSeed::Fixed(22), cases: 30, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn changed_bytes_are_missing_or_not_read(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1..=255_u8), 1..4)
    ) {
        SOUND.with(|(info, parts)| {
            let sound = ANSWERS.with(Clone::clone);
            let mut parts = parts.clone();
            for (part, at, by) in &changes {
                let part = part.get(&Part::ALL);
                if let Some(bytes) = parts.get_mut(part).filter(|bytes| !bytes.is_empty()) {
                    let at = at.index(bytes.len());
                    bytes[at] = bytes[at].wrapping_add(*by);
                }
            }
            for (one, other) in use_all(info, &parts).1.iter().zip(sound) {
                prop_assert!(!one.missing.is_empty() || *one == other);
            }
            Ok(())
        })?;
    }

    #[test]
    fn bytes_that_lie_do_no_harm(
        part in any::<prop::sample::Index>(),
        unit in any::<usize>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        SOUND.with(|(info, parts)| {
            let lied = lied(parts, *part.get(&Part::ALL), unit, &|bytes| {
                for (at, byte) in &changes {
                    if !bytes.is_empty() {
                        bytes[at.index(bytes.len())] = *byte;
                    }
                }
            });
            use_all(info, &lied);
        });
    }

    #[test]
    fn a_unit_of_anything_does_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = (Top::read(&bytes), entries(&bytes), Digests::read(&bytes), open(&bytes), Manifest::read(&bytes));
        let mut checked = bytes.clone();
        check(&mut checked, 0);
        let mut counts = Vec::new();
        let _ = postings::read_heads(&checked, &(0..300), &mut counts);
        let _ = postings::read_positions(&checked, &counts, &mut |_, _, _| {});
        let _ = postings::chunks(&checked, 300, 300);
        let mut block = Vec::new();
        put_bytes(&mut block, &bytes);
        let _ = super::super::wire::read::<record::Record>(&bytes).and_then(|record| record.values());
    }
}
