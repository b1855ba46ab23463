/**
 * Texts of what was read, in English.
 */

export default {
  "tool.favourite.on": "Added to favourites.",
  "tool.favourite.off": "Removed from favourites.",
  "tool.read.on": "Marked as read.",
  "tool.read.off": "Marked as unread.",
  "tool.not-kept": "This browser does not let the page keep what you read.",
};
