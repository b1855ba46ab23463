//! Normal width: full-width Latin becomes narrow, half-width kana and hangul become wide, by Unicode's compatibility
//! decompositions of the block "Halfwidth and Fullwidth Forms".

/// Normal forms of half-width kana from U+FF61.
#[rustfmt::skip]
const KANA: [char; 63] = [
    '。', '「', '」', '、', '・', 'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー',
    'ア', 'イ', 'ウ', 'エ', 'オ', 'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ',
    'チ', 'ツ', 'テ', 'ト', 'ナ', 'ニ', 'ヌ', 'ネ', 'ノ', 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ', 'マ', 'ミ',
    'ム', 'メ', 'モ', 'ヤ', 'ユ', 'ヨ', 'ラ', 'リ', 'ル', 'レ', 'ロ', 'ワ', 'ン', '゛', '゜',
];

/// Normal forms of symbols from U+FFE0.
const SYMBOLS: [char; 15] = ['¢', '£', '¬', '¯', '¦', '¥', '₩', '\u{ffe7}', '│', '←', '↑', '→', '↓', '■', '○'];

/// Distance from an ASCII character to its full-width form.
pub const WIDE: u32 = 0xfee0;

/// The character in normal width; full-width Latin keeps its case.
pub fn fold(c: char) -> char {
    let code = u32::from(c);
    match code {
        0xff01..=0xff5e => char::from_u32(code - WIDE),
        0xff5f => Some('⦅'),
        0xff60 => Some('⦆'),
        0xff61..=0xff9f => Some(KANA[(code - 0xff61) as usize]),
        0xffa0 => Some('\u{3164}'),
        0xffa1..=0xffbe => char::from_u32(code - 0xffa1 + 0x3131),
        0xffc2..=0xffc7 => char::from_u32(code - 0xffc2 + 0x314f),
        0xffca..=0xffcf => char::from_u32(code - 0xffca + 0x3155),
        0xffd2..=0xffd7 => char::from_u32(code - 0xffd2 + 0x315b),
        0xffda..=0xffdc => char::from_u32(code - 0xffda + 0x3161),
        0xffe0..=0xffee => Some(SYMBOLS[(code - 0xffe0) as usize]),
        _ => None,
    }
    .unwrap_or(c)
}
