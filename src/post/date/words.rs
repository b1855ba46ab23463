//! The words of dates, in lower case: English, German, French, Spanish, Portuguese, Russian, Chinese, Japanese, Korean.

/// The names of each month.
const MONTHS: [&str; 12] = [
    "jan january januar jänner janv janvier ene enero janeiro янв январь января",
    "feb february februar feber fév févr février febrero fev fevereiro фев февр февраль февраля",
    "mar march märz mär mrz mars marzo março марта март мар",
    "apr april avr avril abr abril апр апрель апреля",
    "may mai mayo maio май мая",
    "jun june juni juin junio junho июн июнь июня",
    "jul july juli juil juillet julio julho июл июль июля",
    "aug august août aout ago agosto авг август августа",
    "sep sept september septembre septiembre setiembre set setembro сен сент сентябрь сентября",
    "oct october okt oktober octobre octubre out outubro окт октябрь октября",
    "nov november novembre noviembre novembro ноя нояб ноябрь ноября",
    "dec december dez dezember déc décembre dic diciembre dezembro дек декабрь декабря",
];

const WEEKDAYS: &str = "mon tue tues wed weds thu thur thurs fri sat sun monday tuesday wednesday thursday friday \
    saturday sunday mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag \
    lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche \
    mié jue vie sáb dom lunes martes miércoles jueves viernes sábado domingo \
    seg ter qua qui sex segunda terça quarta quinta sexta feira \
    пн вт ср чт пт сб вс понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье";

/// Small words before, in and after dates and times.
const SMALL: &str = "t at on the of de del le el den am à a às las em um uhr в г год года";

/// The number of a month, by its name.
pub(super) fn month(word: &str) -> Option<u32> {
    MONTHS.iter().position(|names| is_among(word, names)).map(|at| at as u32 + 1)
}

pub(super) fn is_weekday(word: &str) -> bool {
    is_among(word, WEEKDAYS) || east_asian_weekday(word) == Some(word.len())
}

pub(super) fn is_small(word: &str) -> bool {
    is_among(word, SMALL)
}

/// Whether a word is one of those in a list.
pub(super) fn is_among(word: &str, list: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// What a word says of the time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    /// Before noon.
    Morning,
    /// After noon.
    Afternoon,
}

/// East Asian words for a half of the day.
const HALVES: [(&str, Half); 13] = [
    ("上午", Half::Morning),
    ("午前", Half::Morning),
    ("早上", Half::Morning),
    ("凌晨", Half::Morning),
    ("清晨", Half::Morning),
    ("오전", Half::Morning),
    ("下午", Half::Afternoon),
    ("午後", Half::Afternoon),
    ("中午", Half::Afternoon),
    ("晚上", Half::Afternoon),
    ("傍晚", Half::Afternoon),
    ("夜晚", Half::Afternoon),
    ("오후", Half::Afternoon),
];

/// The half of the day that a word names.
pub(super) fn half(word: &str) -> Option<Half> {
    match word {
        "am" => Some(Half::Morning),
        "pm" => Some(Half::Afternoon),
        _ => HALVES.iter().find(|(name, _)| *name == word).map(|(_, half)| *half),
    }
}

/// The eras of Japan and of the Republic of China, with the year before their first.
const ERAS: [(&str, u32); 8] = [
    ("明治", 1867),
    ("大正", 1911),
    ("昭和", 1925),
    ("平成", 1988),
    ("令和", 2018),
    ("民國", 1911),
    ("民国", 1911),
    ("中華民國", 1911),
];

/// The year before an era's first.
pub(super) fn era(word: &str) -> Option<u32> {
    ERAS.iter().find(|(name, _)| *name == word).map(|(_, year)| *year)
}

/// The length of the known East Asian word at the start of a text, in bytes.
pub(super) fn east_asian(text: &str) -> Option<usize> {
    let known = HALVES.iter().map(|(name, _)| *name).chain(ERAS.iter().map(|(name, _)| *name));
    known.filter(|name| text.starts_with(*name)).map(str::len).max().or_else(|| east_asian_weekday(text))
}

/// The length of a leading `星期一`, `周一`, `月曜日` or `월요일`. Numerals are digits already.
fn east_asian_weekday(text: &str) -> Option<usize> {
    let before = ["星期", "礼拜", "禮拜", "周", "週"].into_iter().find(|word| text.starts_with(word));
    if let Some(before) = before {
        let day = text[before.len()..].chars().next().filter(|c| "123456日天".contains(*c))?;
        return Some(before.len() + day.len_utf8());
    }
    let day = text.chars().next().filter(|c| "月火水木金土日월화수목금토일".contains(*c))?;
    let after = ["曜日", "曜", "요일"].into_iter().find(|word| text[day.len_utf8()..].starts_with(word))?;
    Some(day.len_utf8() + after.len())
}
