// An archive with a discussion in which much is said: in few words and in many, in code, far inside, without a name, and with
// more marks than letters.

import { postText } from "./pack.js";

/** Marks above and below a letter, which reach over the lines around it. */
const MARKS = "\u0301\u0303".repeat(12);

const COMMENTS = [
  { authorID: 7, date: "2021-05-03T09:30:00Z", content: "留下。\n\n老人过河还是坐船，桥上风大，走一趟要半个钟头。" },
  {
    author: "A reader whose name is as long as the register of the harbour and is not cut off",
    date: "2021-05-03",
    content:
      "> 桥上风大\n\nIt is. [The log](https://harbour.example/log) of March has it:\n\n    wind 9, gusts 11, bridge closed at 06:10, ferry at 06:40, both open again at noon, and nobody crossed\n\n- one\n- two",
    replies: [
      {
        authorID: "5f8d0d55b54764421b7156c9",
        date: "2021-05-04",
        content: "谁记的？",
        replies: [
          {
            authorID: 7,
            content: "我。",
            replies: [{ author: "小叔", content: "那就信。", replies: [{ author: "老杨", content: "也不全信。" }] }],
          },
        ],
      },
    ],
  },
  { content: "没有名字，也没有日子。", votes: 3 },
  { author: `z${MARKS}`, content: `a${MARKS} `.repeat(20) },
];

export const TALK = [
  {
    name: "harbour/_posts/2021-05-03-talk.md",
    bytes: postText(
      "渡口要不要留下",
      "桥通车以后，渡口还开不开，镇上说法不一。",
      `lang: zh-Hans\ncomments:\n${COMMENTS.map((one) => `  - ${JSON.stringify(one)}\n`).join("")}`,
    ),
  },
  { name: "harbour/_posts/2021-05-02-bridge.md", bytes: postText("桥", "桥通车了。") },
  { name: "harbour/_users/7.md", bytes: "---\nuserID: 7\nuserName: 船工老林\n---\n" },
];
