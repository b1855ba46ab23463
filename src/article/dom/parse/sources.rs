//! Sources that tokenizers may read in more than one way, for the tests that hold two of them to be equal.

/// Each kind of token, whole and cut short, and what changes how the rest is read.
pub const AWKWARD: &[&str] = &[
    "",
    "\u{feff}\u{feff}a",
    "a\0b<p\0>c</p\0><b title='\0'>\0</b>",
    "one\r\ntwo\rthree\n\r<i title=\"a\r\nb\rc\">x</i>",
    "<pre>\n\nx</pre><textarea>\r\n\r\nx</textarea><pre>\r\nx",
    "<a alt class src=>x</a><img alt class src='a.png'><img src=a/b.png/><br/ ><hr/x>",
    "<a href=1 HREF=2 href>x</a></a href=3><p =x =><p a==b><p \"><p ' x>",
    "<a title=\"unclosed>x</a><p>y",
    "<!doctype html><!DOCTYPE x PUBLIC \"a\" 'b'>x<!-->a--><!--->b--><!-- c --!>d<!-- e -- f --><!x><?y?></ z><!--",
    "<script>a<!--<script>b</script>c--></script>d<script></script\u{a0}></script >e<style>f</p></style>",
    "<title>&amp;</p></title><textarea>&lt;</p></textarea><xmp>&lt;<b></xmp><noembed><b></noembed><iframe><b></iframe>",
    "<noscript><img src=a></noscript><plaintext>a</plaintext>&amp;",
    "<svg><![CDATA[a<b>]]&gt;]]>c<title>d<p></title><script>e</script></svg><![CDATA[f]]><math><mi>g<p>h",
    "&amp;&ampx&notit;&notin;&#x41;&#65;&#0;&#x110000;&#xd800;&#128;&#x;&#;&;&x;&nbsp;中&copy",
    "<a href='?a=1&copy=2&copy;&amp=3&lt&ltx&#38'>x</a><a href=?a&amp;b&copy>y</a>",
    "中<中>文</中><p 属性=值 X中Y=Ü>é</p><ÉM>x</ÉM>",
    "<table>a<tr>b<td>c</table>d<b><p>e</b>f</p><select><p>g</select>",
    "<",
    "</",
    "<!",
    "<!-",
    "<!--",
    "<a",
    "<a ",
    "<a b",
    "<a b=",
    "<a b='",
    "<a b=c",
    "</a",
    "a<",
    "a</>b",
    "<1>",
    "a<b<c>d",
];

/// The posts of the fixtures, as they are.
pub fn fixtures() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/posts");
    let posts = std::fs::read_dir(folder).unwrap().map(|entry| {
        let source = std::fs::read(entry.unwrap().path().join("post.md"));
        String::from_utf8_lossy(&source.unwrap_or_default()).into_owned()
    });
    posts.collect()
}

/// What sources are made of, put together at random.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "<", "</", ">", "/>", "<p", "<a", "</a", "<b>", "</b>", "<br>", "<table>", "<tr>", "</table>", "<svg>", "</svg>", "<math>", "<![CDATA[", "]]>",
    "<!--", "-->", "--!>", "-", "!", "<!doctype", "<?", "<script>", "</script>", "</script", "<style>", "</style>", "<title>", "</title>",
    "<textarea>", "</textarea>", "<noscript>", "</noscript>", "<pre>", " ", "\n", "\r", "\r\n", "\t", "\0", "=", "\"", "'", "/", "href", "HREF",
    "class=x", "title=\"y\"", "é", "中文", "\u{a0}", "\u{1f600}", "&", "&amp;", "&amp", "&notit;", "&copy=", "&#", "&#x", "41", ";", "x", "Y", "a b", "]",
];

/// Sources of up to 24 pieces: the same each time.
pub fn random(count: usize) -> impl Iterator<Item = String> {
    // Numbers of Knuth's MMIX generator.
    let mut state: u64 = 7;
    let mut below = move |end: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % end
    };
    (0..count).map(move |_| (0..below(24)).map(|_| PIECES[below(PIECES.len())]).collect())
}
