/**
 * 朗读的简体中文文本。
 */

export default {
  "aloud.heading": "朗读",
  "aloud.pause": "暂停",
  "aloud.go-on": "继续",
  "aloud.stop": "停止",
  "aloud.back": "上一句",
  "aloud.forward": "下一句",
  "aloud.speed": "语速",
  "aloud.voice": "语音",
  "aloud.voice-remote": "{name}（文字会发送到服务器）",
  "aloud.remote": "也使用会把文字发送到服务器的语音",
  "aloud.no-voice": "这个浏览器没有这种语言的语音：{language}。",
  "aloud.only-remote": "这个浏览器自身没有这种语言的语音：{language}。其他语音会把文字发送到服务器。",
  "aloud.failed": "语音中断：{reason}。",
  "aloud.ended": "已读完。",
};
