# Renders texts with kramdown as Jekyll does: each comes in, and its HTML goes out, after its length in bytes on a line.
require "kramdown"
require "kramdown-parser-gfm"

OPTIONS = {
  input: "GFM",
  hard_wrap: false,
  auto_ids: false,
  math_engine: nil,
  syntax_highlighter: nil,
  # Signs stay as they were written.
  smart_quotes: "apos,apos,quot,quot",
  typographic_symbols: {
    hellip: "...", mdash: "---", ndash: "--", laquo: "<<", raquo: ">>", laquo_space: "<< ", raquo_space: " >>"
  }
}.freeze

STDIN.binmode
STDOUT.binmode
while (length = STDIN.gets)
  text = STDIN.read(length.to_i).force_encoding("UTF-8")
  html = Kramdown::Document.new(text, OPTIONS).to_html
  STDOUT.write("#{html.bytesize}\n#{html}")
  STDOUT.flush
end
