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
pub(super) const SMALL: &str = "t at on the of de del le el den am à a às las em um uhr в г год года";

/// The number of a month, by its name.
pub(super) fn month(word: &str) -> Option<u32> {
    MONTHS.iter().position(|names| is_among(word, names)).map(|at| at as u32 + 1)
}

/// Whether a word is a weekday.
pub(super) fn weekday(word: &str) -> Option<()> {
    (is_among(word, WEEKDAYS) || east_asian_weekday(word) == word.len()).then_some(())
}

/// Whether a word is one of those in a list.
#[inline(never)]
pub(super) fn is_among(word: &str, list: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// East Asian words for the time before and after noon.
const MORNING: &str = "上午 午前 早上 凌晨 清晨 오전";
const AFTERNOON: &str = "下午 午後 中午 晚上 傍晚 夜晚 오후";

/// Whether a word names the time after noon; None if it names neither half of the day.
pub(super) fn is_afternoon(word: &str) -> Option<bool> {
    if word == "pm" || is_among(word, AFTERNOON) {
        return Some(true);
    }
    (word == "am" || is_among(word, MORNING)).then_some(false)
}

/// The eras of Japan and of the Republic of China.
const ERAS: &str = "明治 大正 昭和 平成 令和 民國 民国";
/// The year before each era's first.
const YEARS: [u32; 7] = [1867, 1911, 1925, 1988, 2018, 1911, 1911];

/// The year before an era's first.
pub(super) fn era(word: &str) -> Option<u32> {
    let at = ERAS.split(' ').position(|name| name == word)?;
    Some(YEARS[at])
}

/// The length of the known East Asian word at the start of a text, in bytes.
pub(super) fn east_asian(text: &str) -> usize {
    let known = [MORNING, AFTERNOON, ERAS].into_iter().map(|list| leading(text, list)).find(|length| *length > 0);
    known.unwrap_or_else(|| east_asian_weekday(text))
}

/// The length of the word of a list at the start of a text, in bytes.
#[inline(never)]
fn leading(text: &str, list: &str) -> usize {
    list.split(' ').find(|word| text.starts_with(word)).map_or(0, str::len)
}

/// The length of a leading `星期一`, `周一`, `月曜日` or `월요일`. Numerals are digits already.
#[inline(never)]
fn east_asian_weekday(text: &str) -> usize {
    let before = leading(text, "星期 礼拜 禮拜 周 週");
    let days =
        if before > 0 { "1 2 3 4 5 6 日 天" } else { "月 火 水 木 金 土 日 월 화 수 목 금 토 일" };
    let day = leading(&text[before..], days);
    let after = leading(&text[before + day..], "曜日 曜 요일");
    if day > 0 && (before > 0) != (after > 0) { before + day + after } else { 0 }
}
