/**
 * 朗讀的繁體中文文字。
 */

export default {
  "aloud.heading": "朗讀",
  "aloud.pause": "暫停",
  "aloud.go-on": "繼續",
  "aloud.stop": "停止",
  "aloud.back": "上一句",
  "aloud.forward": "下一句",
  "aloud.speed": "語速",
  "aloud.voice": "語音",
  "aloud.voice-remote": "{name}（文字會傳送到伺服器）",
  "aloud.remote": "也使用會把文字傳送到伺服器的語音",
  "aloud.no-voice": "這個瀏覽器沒有這種語言的語音：{language}。",
  "aloud.only-remote": "這個瀏覽器本身沒有這種語言的語音：{language}。其他語音會把文字傳送到伺服器。",
  "aloud.failed": "語音中斷：{reason}。",
  "aloud.ended": "已讀完。",
};
