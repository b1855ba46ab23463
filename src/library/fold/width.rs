//! One width: full-width Latin becomes narrow, half-width kana and hangul become wide, as Unicode's compatibility
//! decompositions of the block "Halfwidth and Fullwidth Forms" say.

/// Half-width kana from U+FF61 on, in their usual width.
#[rustfmt::skip]
const KANA: [char; 63] = [
    '。', '「', '」', '、', '・', 'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー',
    'ア', 'イ', 'ウ', 'エ', 'オ', 'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ',
    'チ', 'ツ', 'テ', 'ト', 'ナ', 'ニ', 'ヌ', 'ネ', 'ノ', 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ', 'マ', 'ミ',
    'ム', 'メ', 'モ', 'ヤ', 'ユ', 'ヨ', 'ラ', 'リ', 'ル', 'レ', 'ロ', 'ワ', 'ン', '゛', '゜',
];

/// Signs from U+FFE0 on.
const SIGNS: [char; 15] = ['¢', '£', '¬', '¯', '¦', '¥', '₩', '\u{ffe7}', '│', '←', '↑', '→', '↓', '■', '○'];

/// The full-width form of an ASCII character is so far from it.
pub const WIDE: u32 = 0xfee0;

/// The character in its usual width; full-width Latin keeps its case.
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
        0xffe0..=0xffee => Some(SIGNS[(code - 0xffe0) as usize]),
        _ => None,
    }
    .unwrap_or(c)
}
