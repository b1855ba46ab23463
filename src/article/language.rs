//! Which language an article is in: as its front matter says, else as its page says, else by its script and words.

use super::latin::language_of;
use crate::Post;
use crate::text::scripts::Script;
use std::sync::LazyLock;

/// Characters that are written one way in Simplified and another in Traditional Chinese, in pairs, the most common first.
#[rustfmt::skip]
const PAIRS: &[(char, char)] = &[
    ('这', '這'), ('个', '個'), ('们', '們'), ('国', '國'), ('来', '來'), ('说', '說'), ('时', '時'), ('为', '為'), ('会', '會'), ('对', '對'),
    ('过', '過'), ('还', '還'), ('没', '沒'), ('后', '後'), ('经', '經'), ('发', '發'), ('学', '學'), ('动', '動'), ('现', '現'), ('问', '問'),
    ('关', '關'), ('点', '點'), ('开', '開'), ('长', '長'), ('见', '見'), ('从', '從'), ('体', '體'), ('样', '樣'), ('应', '應'), ('实', '實'),
    ('业', '業'), ('种', '種'), ('机', '機'), ('进', '進'), ('给', '給'), ('让', '讓'), ('头', '頭'), ('东', '東'), ('车', '車'), ('门', '門'),
    ('书', '書'), ('马', '馬'), ('张', '張'), ('认', '認'), ('请', '請'), ('话', '話'), ('语', '語'), ('记', '記'), ('报', '報'), ('电', '電'),
    ('网', '網'), ('华', '華'), ('观', '觀'), ('难', '難'), ('离', '離'), ('热', '熱'), ('爱', '愛'), ('风', '風'), ('飞', '飛'), ('钱', '錢'),
    ('选', '選'), ('总', '總'), ('统', '統'), ('传', '傳'), ('视', '視'), ('频', '頻'), ('听', '聽'), ('谁', '誰'), ('吗', '嗎'), ('么', '麼'),
];

/// Which form of Chinese a Han character is a sign of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Variant {
    Either,
    Simplified,
    Traditional,
}

/// The first Han character of the table below (CJK Unified Ideographs Extension A).
const FIRST_HAN: usize = 0x3400;

/// Variants by code point, from [`FIRST_HAN`] on.
static VARIANTS: LazyLock<Vec<Variant>> = LazyLock::new(|| {
    let mut variants = vec![Variant::Either; 0xa000 - FIRST_HAN];
    for (simplified, traditional) in PAIRS {
        variants[*traditional as usize - FIRST_HAN] = Variant::Traditional;
        variants[*simplified as usize - FIRST_HAN] = Variant::Simplified;
    }
    variants
});

/// Characters of a text that are enough to tell its script.
const SAMPLE: usize = 1_200;

/// Han characters that are enough to tell Simplified from Traditional.
const ENOUGH_HAN: u32 = 300;

/// The language tag, and whether it is written from right to left. `page` is what the page of the post says.
pub fn of(post: &Post, page: Option<&str>, text: &str) -> (String, bool) {
    let lang = post.lang.as_deref().and_then(normalize).unwrap_or_else(|| {
        let guess = by_script(&post.title, text);
        // Templates come in English, whatever is written into them.
        let is_known = guess != "und";
        page.and_then(normalize).filter(|page| !(is_known && page.starts_with("en"))).unwrap_or(guess)
    });
    let primary = lang.split('-').next().unwrap_or("");
    let is_rtl = matches!(primary, "ar" | "he" | "fa" | "ur" | "ug" | "yi" | "ps" | "sd" | "dv");
    (lang, is_rtl)
}

/// A tag as BCP 47 has it: `zh_CN` is `zh-Hans`, `zh-TW` keeps its region.
fn normalize(raw: &str) -> Option<String> {
    let raw = raw.trim().replace('_', "-");
    let mut parts = raw.split('-');
    let primary = parts.next()?.to_ascii_lowercase();
    if !(2..=3).contains(&primary.len())
        || !primary.bytes().all(|b| b.is_ascii_alphabetic())
        || raw.len() > 35
        || !raw.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    {
        return None;
    }
    if primary == "zh" {
        let lower = raw.to_ascii_lowercase();
        let script = if lower.contains("hant") {
            "Hant"
        } else if lower.contains("hans") {
            "Hans"
        } else if ["-tw", "-hk", "-mo"].iter().any(|r| lower.contains(r)) {
            "Hant"
        } else if ["-cn", "-sg", "-my"].iter().any(|r| lower.contains(r)) {
            "Hans"
        } else {
            return None;
        };
        let region = ["TW", "HK", "MO"].iter().find(|r| lower.ends_with(&format!("-{}", r.to_ascii_lowercase())));
        return Some(match region {
            Some(region) if script == "Hant" => format!("zh-Hant-{region}"),
            _ => format!("zh-{script}"),
        });
    }
    let rest: Vec<String> = parts.map(|p| if p.len() == 2 { p.to_ascii_uppercase() } else { p.to_string() }).collect();
    Some(if rest.is_empty() { primary } else { format!("{primary}-{}", rest.join("-")) })
}

/// The language that the characters of title and text speak for.
fn by_script(title: &str, text: &str) -> String {
    let (
        mut han,
        mut kana,
        mut hangul,
        mut latin,
        mut cyrillic,
        mut arabic,
        mut hebrew,
        mut thai,
        mut greek,
        mut devanagari,
    ) = (0u32, 0u32, 0u32, 0u32, 0u32, 0u32, 0u32, 0u32, 0u32, 0u32);
    let variants = &**VARIANTS;
    let (mut simplified, mut traditional) = (0u32, 0u32);
    // Folded over and not looped over: a chain of two texts is asked which one it is in once, and not for each character.
    title.chars().chain(text.chars().take(SAMPLE)).for_each(|c| match Script::of(c) {
        Some(Script::Han) => {
            han += 1;
            if han > ENOUGH_HAN {
                return;
            }
            match variants.get(c as usize - FIRST_HAN) {
                Some(Variant::Simplified) => simplified += 1,
                Some(Variant::Traditional) => traditional += 1,
                _ => {}
            }
        }
        Some(Script::Kana) => kana += 1,
        Some(Script::Hangul) => hangul += 1,
        Some(Script::Latin) => latin += 1,
        Some(Script::Cyrillic) => cyrillic += 1,
        Some(Script::Arabic) => arabic += 1,
        Some(Script::Hebrew) => hebrew += 1,
        Some(Script::Thai) => thai += 1,
        Some(Script::Greek) => greek += 1,
        Some(Script::Devanagari) => devanagari += 1,
        None => {}
    });
    // A word of Latin has five letters where Han has one or two characters.
    let latin = latin / 4;
    if kana * 8 > han && kana > 0 && kana + han > latin {
        return "ja".into();
    }
    let scores = [
        (hangul, "ko"),
        (cyrillic / 3, "ru"),
        (arabic / 3, "ar"),
        (hebrew / 3, "he"),
        (thai / 3, "th"),
        (greek / 3, "el"),
        (devanagari / 3, "hi"),
    ];
    let (best, name) = scores.into_iter().max_by_key(|(n, _)| *n).unwrap_or((0, "und"));
    if best > han && best > latin {
        return name.into();
    }
    if han > 0 && han >= latin {
        return if traditional > simplified { "zh-Hant".into() } else { "zh-Hans".into() };
    }
    if latin > 0 { language_of(text).into() } else { "und".into() }
}
