//! The tree is the same whether its tokens are html5gum's or those of html5ever's own tokenizer.

use super::*;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// Hands tokens on to a builder that is not its own, texts in one piece: a line break after `<pre>` is dropped however it came.
struct Relay<'a> {
    builder: &'a TreeBuilder<Handle, Sink>,
    text: RefCell<String>,
}

impl Relay<'_> {
    fn send_text(&self) {
        let text = std::mem::take(&mut *self.text.borrow_mut());
        if !text.is_empty() {
            let _ = self.builder.process_token(Token::CharacterTokens(StrTendril::from(text)), 0);
        }
    }
}

impl TokenSink for Relay<'_> {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        match token {
            Token::CharacterTokens(text) => self.text.borrow_mut().push_str(&text),
            Token::ParseError(_) => {}
            token => {
                self.send_text();
                return self.builder.process_token(token, line);
            }
        }
        TokenSinkResult::Continue
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.send_text();
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

fn by_html5ever(html: &str, builder: &TreeBuilder<Handle, Sink>) {
    let tokenizer = Tokenizer::new(Relay { builder, text: RefCell::default() }, TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    // It hands back control at each script's end.
    while !queue.is_empty() {
        let _ = tokenizer.feed(&queue);
    }
    tokenizer.end();
}

/// The nodes in their order, each with its depth and all that it holds; neighbouring texts are one.
fn written(dom: &Dom) -> String {
    let mut out = String::new();
    let mut text_at = None;
    for id in dom.descendants(dom.root()) {
        let depth = dom.ancestors(id).count();
        match dom.data(id) {
            Data::Text(text) if text_at == Some(depth) => out.push_str(text),
            Data::Text(text) => out.push_str(&format!("\n{depth} text {}", &**text)),
            Data::Comment(text) => out.push_str(&format!("\n{depth} comment {}", &**text)),
            Data::Element(element) => {
                let attributes: Vec<String> =
                    element.attributes().map(|(name, value)| format!(" {}={:?}", &**name, &**value)).collect();
                out.push_str(&format!("\n{depth} <{}{}>", &*element.name, attributes.concat()));
            }
            Data::Root => {}
        }
        text_at = dom.as_text(id).map(|_| depth);
    }
    out
}

fn check(html: &str) {
    let ours = parse(html).map(|dom| written(&dom));
    let theirs = parse_by(html, &mut Room::of(html.len()), by_html5ever).map(|dom| written(&dom));
    assert_eq!(ours, theirs, "{html:?}");
}

#[test]
fn trees_of_awkward_sources() {
    for html in [
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
    ] {
        check(html);
    }
}

#[test]
fn trees_of_fixtures() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/posts");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let source = std::fs::read(entry.unwrap().path().join("post.md"));
        check(&String::from_utf8_lossy(&source.unwrap_or_default()));
        count += 1;
    }
    assert!(count > 100);
}

/// What sources are made of, put together at random.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "<", "</", ">", "/>", "<p", "<a", "</a", "<b>", "</b>", "<br>", "<table>", "<tr>", "</table>", "<svg>", "</svg>", "<math>", "<![CDATA[", "]]>",
    "<!--", "-->", "--!>", "-", "!", "<!doctype", "<?", "<script>", "</script>", "</script", "<style>", "</style>", "<title>", "</title>",
    "<textarea>", "</textarea>", "<noscript>", "</noscript>", "<pre>", " ", "\n", "\r", "\r\n", "\t", "\0", "=", "\"", "'", "/", "href", "HREF",
    "class=x", "title=\"y\"", "é", "中文", "\u{a0}", "\u{1f600}", "&", "&amp;", "&amp", "&notit;", "&copy=", "&#", "&#x", "41", ";", "x", "Y", "a b", "]",
];

#[test]
fn trees_of_random_sources() {
    // Numbers of Knuth's MMIX generator: the same sources each time.
    let mut state: u64 = 7;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for _ in 0..20_000 {
        let html: String = (0..random(24)).map(|_| PIECES[random(PIECES.len())]).collect();
        check(&html);
    }
}
