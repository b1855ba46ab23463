//! The three languages in which pages and books speak for themselves, with their names of months and forms of numbers.

/// A language of the interface.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Chinese in simplified characters.
    ZhHans,
    /// Chinese in traditional characters.
    ZhHant,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Language {
    /// The language nearest to that of a text.
    pub fn near(lang: &str) -> Language {
        let lang = lang.to_ascii_lowercase().replace('_', "-");
        let has = |part: &str| lang.split('-').any(|own| own == part);
        match lang.split('-').next() {
            Some("zh" | "cmn" | "yue") if has("hant") || has("tw") || has("hk") || has("mo") => Language::ZhHant,
            Some("zh" | "cmn" | "yue") => Language::ZhHans,
            _ => Language::En,
        }
    }

    /// BCP 47.
    pub fn tag(self) -> &'static str {
        self.choose(["en", "zh-Hans", "zh-Hant"])
    }

    /// What is this language's, of English, simplified and traditional.
    pub fn choose<T: Copy>(self, [english, simplified, traditional]: [T; 3]) -> T {
        match self {
            Language::En => english,
            Language::ZhHans => simplified,
            Language::ZhHant => traditional,
        }
    }

    /// A day in words, or what is known of it; as it is if it is no ISO date.
    #[cfg(any(not(target_arch = "wasm32"), feature = "package"))]
    pub fn day(self, iso: &str) -> String {
        let number = |range: std::ops::Range<usize>| iso.get(range).and_then(|part| part.parse::<usize>().ok());
        let (Some(year), Some(month), Some(day)) = (number(0..4), number(5..7), number(8..10)) else {
            return iso.to_owned();
        };
        match self {
            Language::En => format!("{day} {} {year}", self.month(month)),
            _ => format!("{year}年{}{day}日", self.month(month)),
        }
    }

    /// The name of a month, from 1.
    pub fn month(self, month: usize) -> String {
        match self {
            Language::En => MONTHS.get(month.wrapping_sub(1)).copied().unwrap_or_default().to_owned(),
            _ => format!("{month}月"),
        }
    }
}

/// A number in groups of three digits.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Language, grouped};

    #[test]
    fn days_and_numbers_in_words() {
        assert_eq!(Language::En.day("2021-03-14T05:00:00Z"), "14 March 2021");
        assert_eq!(Language::ZhHant.day("2021-03-04"), "2021年3月4日");
        assert_eq!(Language::En.day("some time"), "some time");
        assert_eq!([0, 999, 15_276, 1_000_000].map(grouped), ["0", "999", "15,276", "1,000,000"]);
        assert_eq!(Language::near("zh_TW"), Language::ZhHant);
        assert_eq!(Language::near("zh"), Language::ZhHans);
        assert_eq!(Language::near("ja"), Language::En);
    }
}
