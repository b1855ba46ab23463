/**
 * Texts of reading aloud, in English.
 */

export default {
  "aloud.heading": "Read aloud",
  "aloud.pause": "Pause",
  "aloud.go-on": "Go on",
  "aloud.stop": "Stop",
  "aloud.back": "Previous sentence",
  "aloud.forward": "Next sentence",
  "aloud.speed": "Speed",
  "aloud.voice": "Voice",
  "aloud.voice-remote": "{name} (sends the text to a server)",
  "aloud.remote": "Also voices that send the text to a server",
  "aloud.no-voice": "This browser has no voice for this language: {language}.",
  "aloud.only-remote":
    "This browser has no voice of its own for this language: {language}. Its other voices send the text to a server.",
  "aloud.failed": "The voice stopped: {reason}.",
  "aloud.ended": "Read to the end.",
};
