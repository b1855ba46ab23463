//! What page furniture looks like, as data: tables of class words, of roles, of texts, each with its reason.
//!
//! A class name is read as words: `jp-relatedposts`, `relatedPosts` and `related_posts` are `jp relatedposts`,
//! `related posts` and `related posts`. A rule names words that follow each other inside one class name or id.
//! No rule is for one site; each is a word that publishing systems and their themes share.

use crate::article::facts::class_hints::Strength::{self, Likely, Sure, Whole};

/// The table of class words, parted by bars.
#[rustfmt::skip]
pub const CLASS_RULES: &[(Strength, &str, &str)] = &[
    // Sharing and liking.
    (Sure, "share-bar", "sharedaddy|sharing|share buttons|share bar|sharebar|share links|sharethis|addthis|addtoany|a2a|service links|\
      bdsharebuttonbox|jiathis|social share|social links|social media|fb like|fb share|twitter share|line it|likes widget|jetpack likes|\
      like button|likebtn|wpulike|applause|rating|post ratings"),
    (Likely, "share-bar", "share|shares|social|socials|claps|reactions|toolbar|print|qrcode|follow us|follow|bookmark button|bookmarks|\
      sns|snslist|sharecount|post share|article share|page tools|post tools|article tools|font switch|font size|text resize|action bar|\
      actions|post actions|article actions|toolbox|post likes|like count|likes|like area|like group|vote|voters|post ufi|post stats|\
      speechify ignore|feedback|report"),
    // Related posts.
    (Sure, "related-posts", "relatedposts|related posts|related articles|related content|related stories|related news|articles related|\
      yarpp|outbrain|taboola|zergnet|crp related|dable|popin|revcontent|mgid"),
    (Likely, "related-posts", "related|recommend|recommended|recommendation|recommendations|read more|readmore|more stories|more from|\
      you may like|also like|most read|most popular|popular posts|trending|latest news|latest posts|recent posts|further reading|\
      suggested|hot news|rich link|interstitial link|inline topics|see also|read also|also read|more on|linkwithin|recirc|recirculation|\
      most viewed|ranking|top stories|hot list|hotlist|recommends|suggestions|more notes|more posts|other posts|other articles|\
      another category|more articles|editors picks|editors pick|onward journey|up next|read next|list news|news list|tinlienquan|\
      more report|story card|story cards|internet links|new arrival|most commented|teaser list|next story|next article|prev post|next post"),
    // Getting about; the bar of a web archive goes however much it says.
    (Sure, "navigation", "breadcrumb|breadcrumbs"),
    (Likely, "navigation", "navigation|nav|navbar|pager|pagination|prev next|prevnext|post nav|menu|back to top|backtotop|crumb|crumbs|\
      channel path|path search|toc|table of contents|post toc|pagenav|paginav|backlink|back link|jumpbox|site title|article buttons|gotop|\
      sidebar|site header|site footer|masthead|search form|searchform|language switcher|edit page|edit this page"),
    (Whole, "navigation", "wm ipp"),
    (Sure, "skip-link", "skip to content|skip main"),
    (Likely, "skip-link", "skip link"),
    // Who, when, where filed: it stands above the article already.
    (Likely, "byline", "entry meta|post meta|article meta|meta lockup|postmeta|entry header meta|submitted|byline|bylines|author info|\
      author box|author bio|about author|author name|author meta|author wrapper|name author|article info|post info|postinfo|entry info|\
      authorinfo|author card|author list|authors|author profile|contributor bio|contributor|author description|about the author|\
      from author|user info|profile rank|profile posts|profile joined|createdby|writer|reporter|article editor|publishing details|\
      date source|post author|article author|entry author|single avatar"),
    (Likely, "date", "pub dates|publish date time|article dates|date published|post timestamp|posted on|published on|entry date|post date|\
      publish date|pub date|pubdate|article date|dateline|timestamp|publish time|post time|article time|last updated|publish details|\
      publish info|pub time|article timestamp|entry themes"),
    (Likely, "reading-time", "reading time|read time|word count|wordcount|read count|read num|time to read|reader count|views label|\
      post views|view count|views count|hits"),
    (Likely, "tags", "post labels|topic list|post topics|submeta|tags box|category name|discourse tag|post tags|entry tags|article tags|\
      article keyword|tag list|taglist|tags|tag links|tagcloud|cat links|categories|category links|post categories|entry categories|\
      entry footer|post footer|article footer|keywords|story tags|section name|item tags|item code|blog tag|article tag|entry tag|\
      post tag|hashtags|hashtag list|tag box|tag area|story topics|keyword box|article topics"),
    // Readers' comments.
    (Likely, "comments", "box comment|comment box"),
    (Whole, "comments", "comments|comment wrapper|comment list|commentlist|disqus thread|fb comments|comment section|respond|\
      comment respond|comment form|comment login|comment forbidden|livere|commentform|replies|comment add|comment count|leave comment|\
      gitalk|gitment|utterances|valine|add comment|add comments|addcomments|comment area|comment wrap|comment container|comment item|\
      user comments|allcomm|hyvor talk|commento|isso thread|cusdis|giscus|waline|twikoo|artalk|cackle|facebook comments|vuukle|spotim|\
      viafoura|talkback|talkbacks"),
    // The site's own boxes.
    (Sure, "subscription-box", "subscription widget|subscribe widget|subscribe box|subscribe footer|subscribe form|jetpack subscriptions|\
      newsletter promo|newsletter box|newsletter form|newsletter block|newsletter signup|signup card|signup form|signup box|footer cta"),
    (Likely, "subscription-box", "newsletter|newsletters|subscribe|subscription|signup|sign up|mailchimp|mc embed|subscriptions|cta|\
      membership|registration prompt|promo box|join channel|channel promo|email capture|email form|optin|opt in|mailing list|lead magnet|\
      mailpoet|convertkit|klaviyo|gravity form|newsletterbox"),
    (Sure, "donation-box", "contributions epic|support author|donation box|donate box"),
    (Likely, "donation-box", "donate|donation|reward|rewards|tip jar|support ask|support us|patreon|buy me a coffee|buymeacoffee|kofi|\
      ko fi|dashang|zanshang|support box|support banner"),
    (Sure, "paywall", "member only|paywall placeholder"),
    (Likely, "paywall", "members only|paywall|nykpaywall|barrier failsafe|regwall"),
    (Sure, "notice", "article copyright|post copyright|copyright claim|view copyright|post statement|disclaimer"),
    (Likely, "notice", "copyright|statement|self promo|app promo|app install|install app|app down|qr code|mistake|cookie|gdpr|modal|popup|\
      app download|download app|license block|cc license|license box|creative commons|article license|cookies|lightbox modal|interstitial|\
      affiliate disclosure"),
    (Sure, "widget", "polldaddy"),
    (Likely, "widget", "poll wrapper|poll container|poll widget|audio player bar|audiolink|audio link|listen bar|listen button|\
      text to speech|read aloud|audio toolbar|voice reader|rotate device"),
    // Adverts.
    (Sure, "advert", "adsbygoogle|ad slot|adslot|ad container|ad wrapper|ad unit|ad box|ad banner|advert|adverts|advertisement|\
      advertising|dfp|gpt ad|div gpt|google auto placed|innity|teads|atatags|wordads|ads block|ads label|arcad|place ad|story ad|self ad|\
      ad placeholder|ad placement|ad leaderboard|ad holder|adsense|ads wrapper|ads container|dianomi|nativo|ezoic|adthrive|mediavine|\
      raptive|freestar"),
    (Likely, "advert", "ads|ad|sponsor|sponsored|promo|promotion|promoted|banner|iframe blocker|code block|imu|adspot|adbox|adblock|\
      adzone|adspace|adarea|inline ad|mid article ad|native ad"),
    // Texts for machines or for readers of screens.
    (Likely, "hidden-text", "element invisible|element hidden|visually hidden|visuallyhidden|sr only|screen reader text|screen reader|\
      screenreader|off screen|offscreen|a11y hidden|rdf meta"),
    (Likely, "player-fallback", "popout player|no js|video error|player error|player fallback|media player message"),
];

/// Beginnings of the addresses, behind `https://` and `www.`, under which networks share, save or mail a page.
#[rustfmt::skip]
pub const SHARE_ADDRESSES: &str = "facebook.com/sharer|facebook.com/share.php|facebook.com/dialog/share|m.facebook.com/sharer|\
    twitter.com/share|twitter.com/intent/|twitter.com/home?status=|x.com/intent/|x.com/share|service.weibo.com/share|\
    v.t.sina.com.cn/share|share.v.t.qq.com|connect.qq.com/widget/shareqq|sns.qzone.qq.com/cgi-bin/qzshare|widget.renren.com/dialog/share|\
    share.renren.com|douban.com/share|t.me/share|telegram.me/share|tg://msg|api.whatsapp.com/send|wa.me/?text|whatsapp://send|\
    line.me/r/msg|social-plugins.line.me/lineit|timeline.line.me/social-plugin/share|linkedin.com/sharearticle|linkedin.com/cws/share|\
    linkedin.com/sharing|pinterest.com/pin/create|reddit.com/submit|tumblr.com/share|tumblr.com/widgets/share|plus.google.com/share|\
    google.com/bookmarks/mark|getpocket.com/save|getpocket.com/edit|b.hatena.ne.jp/add|b.hatena.ne.jp/entry|vk.com/share|\
    vkontakte.ru/share|connect.ok.ru/offer|connect.mail.ru/share|story.kakao.com/share|band.us/plugin/share|share.naver.com|\
    digg.com/submit|delicious.com/save|del.icio.us/post|stumbleupon.com/submit|news.ycombinator.com/submitlink|instapaper.com/hello|\
    addtoany.com/|addthis.com/|sharethis.com/|plurk.com/?qualifier=shares|buffer.com/add|xing.com/spi/shares|mastodonshare.com|mailto:?";

/// Beginnings of the words that a part of an address consists of at which readers subscribe.
pub const SIGN_UP_ADDRESSES: &[&str] =
    &["newsletter", "subscri", "signup", "sign", "up", "join", "email", "abonn", "suscri"];

/// Hosts of services that send newsletters.
pub const SIGN_UP_HOSTS: &[&str] = &["mailchi.mp", "list-manage.com"];

/// Words with which a page asks readers to subscribe.
pub const SIGN_UP_WORDS: &[&str] = &[
    "sign up",
    "signup",
    "subscribe to",
    "subscribe here",
    "get our",
    "get the newsletter",
    "优惠订阅",
    "優惠訂閱",
    "按此订阅",
    "按此优惠订阅",
    "立即订阅",
    "立即訂閱",
    "订阅我们",
    "訂閱我們",
    "訂閱電子報",
    "请订阅",
    "請訂閱",
    "suscríb",
    "abonnez-vous",
    "jetzt",
    "newsletter anmelden",
];

/// What a page sends to those who do.
pub const SIGN_UP_THINGS: &[&str] =
    &["newsletter", "email", "e-mail", "inbox", "boletín", "infolettre", "订阅", "訂閱"];

/// Roles and what they say of an element.
pub const ROLES: &[(&str, &str)] = &[
    ("navigation", "navigation"),
    ("search", "navigation"),
    ("banner", "navigation"),
    ("contentinfo", "navigation"),
    ("complementary", "related-posts"),
    ("dialog", "notice"),
    ("alertdialog", "notice"),
    ("menu", "navigation"),
    ("menubar", "navigation"),
    ("toolbar", "share-bar"),
];

/// Whole texts of blocks that are furniture wherever they stand, lower-case, without punctuation at their ends.
#[rustfmt::skip]
pub const TEXTS: &[(&str, &str)] = &[
    ("advert", "advertisement|advertisements|advert|sponsored|sponsored content|story continues below advertisement|\
      article continues after advertisement|advertisement - scroll to continue|广告|廣告|赞助商链接|広告|スポンサーリンク|광고|publicité|\
      anzeige|publicidad|إعلان|реклама|請繼續往下閱讀|请继续往下阅读|advertising|paid post|paid content|werbung|pubblicità|quảng cáo|\
      โฆษณา|פרסומת|تبلیغات|advertentie|story continues below|article continues below|ads by google|about these ads|scroll to continue|\
      advertisement · scroll to continue|advertisement scroll to continue|advertisement - story continues below|contenido patrocinado"),
    ("navigation", "continue reading the main story|返回列表|read in english|view fullsize|画像を拡大|查看原图|back to top|返回顶部|\
      回到顶部|回到頂部|返回頂部|top|home|permalink|永久链接|永久連結|previous article|previous post|next post|older post|newer post|\
      newer posts|older posts|上一篇文章|下一篇文章|前一篇|后一篇|後一篇|上一则|下一则|上一則|下一則|返回首页|回首頁|回首页|返回首頁|\
      回上一頁|回列表|返回上一页|continue reading|show less|load more|全文阅读|展开全文|閱讀全文|阅读全文|繼續閱讀|继续阅读|展開全文|\
      點擊放大|click to enlarge|hide caption|toggle caption|enlarge this image|expand image|open image in gallery|view gallery|\
      jump to comments|edit this page"),
    ("skip-link", "skip advertisement|跳过广告|跳過廣告|skip to content|skip to main content|跳转到内容|跳至正文|跳转到主内容|\
      跳到主要內容|skip advert"),
    ("share-bar", "share this|share|share this article|share this post|tweet|like this|like|like loading|分享|分享到|分享本文|分享此文|\
      分享此文章|共享此文章|分享這篇文章|分享这篇文章|赞过|喜歡|正在加载|載入中|シェア|シェアする|공유하기|share on facebook|\
      share on twitter|share on whatsapp|share on linkedin|share by email|email this|print|print this page|打印|列印|copy link|复制链接|\
      複製連結|分享給朋友|分享给朋友|分享至|分享文章|分享文章到|分享这篇文章到|收藏本文|收藏文章|收藏到|复制链接地址|複製網址|share on x|\
      share this story|share article|share via|share full article|gift article|save article|save for later|print article|поделиться|\
      поделиться новостью|chia sẻ|แชร์|اشتراک گذاری|لینک کوتاه|この記事をシェア|ツイート|공유|rate this|rate this post|rate this article|\
      was this article helpful|was this helpful|like this article|字級|字号|字體大小|字体大小|zur merkliste hinzufügen"),
    ("comments", "добавить комментарий|コメントを書く|コメントする|write a comment|comments|leave a comment|leave a reply|post a comment|\
      no comments|comments are closed|发表评论|發表評論|發佈留言|发表回复|发布评论|我要评论|コメントを残す|\
      please enable javascript to view the comments powered by disqus|我要留言|查看评论|查看留言|留言列表|添加评论|网友评论|網友評論|\
      发表留言|發表留言|join the conversation|join the discussion|show comments|view comments|load comments|add a comment|add comment|\
      post comment|join the debate|обсудить|оставить комментарий|написать комментарий|комментировать|bình luận|ý kiến|نظر شما|댓글 쓰기|\
      我来说两句"),
    ("player-fallback", "弹出播放器|可以听文章啦|听新闻|收听全文|收听文章|朗读全文|点击收听|點擊收聽|聽新聞|listen to this article|\
      listen to article|listen to this story|listen to the article|この記事を聞く|기사 듣기|escuchar este artículo|écouter cet article|\
      artikel anhören|artikel zum hören"),
    ("subscription-box", "立即订阅|立即訂閱|免费订阅|訂閱電子報|订阅邮件|subscribe now|sign up now|subscribe to our newsletter|\
      get the newsletter|thanks for signing up|you have successfully subscribed|thank you for subscribing|suscríbete|s'abonner|abonnieren|\
      подписаться"),
    ("related-posts", "empfohlene artikel|大家都在搜|大 家 都 在 搜"),
];

/// Beginnings of short blocks that are furniture wherever they stand, lower-case, without signs before them.
///
/// Each says of itself what it is; a sentence of an article that begins so is longer, or stands among others.
#[rustfmt::skip]
pub const TEXT_STARTS: &[(&str, &str)] = &[
    ("player-fallback", PLAYER_TEXTS),
    ("notice", "版权声明：|版權聲明：|本文版权归|著作权归作者所有|本文为原创|本文系作者授权|未经授权不得转载|未经许可，不得转载|\
      未經授權，不得轉載|特别声明：以上|平台声明：|作者声明：本文|免责声明：|本文链接：http|本文鏈接：http|转载请注明出处：http|举报文章|\
      申请转载|저작권자 ©|저작권자ⓒ|무단전재|無断転載を禁|無断転載・複製|copyright 20|copyright © 20|all rights reserved|нашли ошибку|\
      нашли опечатку|заметили ошибку|reuse this content|삭제한 댓글은|下载应用程序|下載應用程式|本文依 cc|本著作採用|本作品采用|\
      本作品採用知识|本文采用知识共享|本文採用創用|此文限制版权，未经|除非另有说明，本站|除特别注明外，本站|转载请联系|轉載請聯繫|\
      如需刊发转载|欢迎转发，转载请|本平台仅提供|以上网友发言|以上網友發言|以下是网友评论|网友评论仅供|網友評論僅供|report a typo|\
      spotted a mistake|this website uses cookies|this site uses cookies|by submitting your email|by signing up, you|\
      this site is protected by recaptcha|如对本稿件有异议|如对本文有异议"),
    ("date", "本帖最后由|published in the print edition"),
    ("related-posts", "點我看更多：|читайте также:|[관련기사]|相关文章：|相關文章：|相關新聞：|相关视频："),
    ("donation-box", "坚持原创技术分享|如果觉得我的文章对您有用|如果觉得不错，就打赏|赞赏支持|喜欢就支持一下|觉得不错就支持一下"),
    ("subscription-box", "点击上方蓝字|点击蓝字关注|长按识别二维码|長按識別二維碼|长按二维码|扫描二维码关注|扫码关注|微信扫一扫|\
      使用微信扫一扫|扫描下方二维码|关注该公众号|关注我们的公众号|点击订阅|подписывайтесь на наш|подписывайтесь на канал|\
      sign up for more like this|enter your email|更多精彩内容，请关注|更多精彩内容请关注|更多内容请关注|欢迎关注我们的微信|\
      欢迎关注微信公众号|加入我們的line|加入line好友|立即加入會員|join our whatsapp|download our app|get our app|don't miss a story"),
    ("paywall", "この記事は会員限定|この記事は有料|此处内容已隐藏|此處內容已隱藏|该内容需要登录"),
    ("share-bar", "点个“在看”|点个在看|rated nan out of|にほんブログ村|人気ブログランキング|応援クリック|ポチッとお願い"),
    ("navigation", "继续滑动看下一个|轻触阅读原文|返回搜狐，查看更多|点击查看本文英文版|收听本期节目|點擊看更多相片|※ 發信站:|※ 发信站:|\
      ※ 文章網址:|※ 编辑:|※ 編輯:|edit on github"),
    ("byline", "责任编辑：|责任编辑:|責任編輯：|责编：|責編：|本文来源："),
    ("advert", "no ad to show"),
    ("player-fallback", "在 instagram 查看|view this post on instagram|没有媒体可用资源|沒有媒體可用資源"),
    ("comments", "做第一个评论者|您可以通过填写以下表单发表评论|暂无评论|尚無評論|目前沒有留言|登录后才能发表|请登录后发表|登入後留言|\
      your email address will not be published|登录后可以评论|所有评论仅代表"),
];

/// Beginnings of short blocks that a player leaves where it can't run.
#[rustfmt::skip]
const PLAYER_TEXTS: &str = "your browser does not support|this browser does not support|sorry, your browser doesn't support|\
    您的浏览器不支持|你的浏览器不支持|您的瀏覽器不支援|你的瀏覽器不支援|浏览器不支持|please enable javascript|please turn on javascript|\
    to play this video you need|media playback is not supported|media playback is unsupported|this video can not be played|\
    您的器材不支持播放|您的设备不支持播放|你的设备不支持播放|no compatible source was found|お使いのブラウザは|embed code copied|\
    no media source currently available";

/// Whole texts of headings above lists of other posts.
#[rustfmt::skip]
pub const RELATED_HEADINGS: &str = "related|related posts|related articles|related stories|related content|related news|related topics|\
    you may also like|you might also like|you may like|more stories|more from this author|recommended|recommended for you|\
    recommended reading|read next|read more|read also|also read|see also|more on this story|most read|most viewed|top stories|latest news|\
    popular posts|recent posts|trending|what to read next|more like this|editors picks|editor's picks|dont miss|don't miss|相关|相關|\
    相关内容|相關內容|更多相关内容|更多相關內容|相关主题|相關主題|相关话题|相關話題|热读|熱讀|頭條新聞|头条新闻|特别推荐|特別推薦|精选|\
    更多报道|更多報道|更多報導|阅读更多|閱讀更多|延伸阅读文章|相关文章|相關文章|相关阅读|相關閱讀|相关新闻|相關新聞|相关报道|相關報導|\
    相關報道|相关推荐|相關推薦|推荐阅读|推薦閱讀|推荐文章|推薦文章|延伸阅读|延伸閱讀|您可能感兴趣的文章|你可能感兴趣的文章|\
    您可能感興趣的文章|你可能感興趣|您可能也喜欢|你可能也喜歡|猜你喜欢|猜你喜歡|热门文章|熱門文章|热门新闻|最新文章|最新消息|更多文章|\
    更多新闻|更多内容|其他文章|上一篇|下一篇|热门推荐|编辑推荐|編輯推薦|看更多|你可能想看|你可能還想看|你可能也想看|更多阅读|热点推荐|\
    热门阅读|最受欢迎|点击排行|阅读排行|最新推荐|大家都在看|文章被以下专栏收录|你可能也會喜歡|你可能也喜欢|精彩推荐|今日热点|関連ワード|\
    関連リンク|関連ニュース|アクセスランキング|ランキング|こちらもおすすめ|많이 본 뉴스|최신 기사|추천 기사|материалы по теме|\
    похожие материалы|по теме|смотрите также|другие новости|последние новости|اقرأ أيضا|اقرأ أيضًا|اقرأ المزيد|مواضيع ذات صلة|\
    مقالات ذات صلة|suggested topics|most popular|more on this topic|recommended topics|related reading|関連記事|おすすめ記事|人気記事|\
    あわせて読みたい|관련 기사|관련기사|articles liés|à lire aussi|lire aussi|artículos relacionados|ähnliche beiträge|mehr zum thema|\
    leggi anche|похожие статьи|читайте также|熱門新聞|熱門話題|最新新聞|最新新闻|更多新聞|更多精彩|更多精彩内容|往期推荐|往期回顾|\
    往期精选|往期精彩|猜你想看|你可能也感兴趣|你可能感兴趣|你可能會感興趣|你可能会感兴趣|看了本文的人还看|图片推荐|圖片推薦|视频推荐|\
    最新の画像|最新圖片|最近文章|热文推荐|今日热门|今日熱門|即時熱門|人氣新聞|人氣文章|大家都看了|熱門排行|本日熱門|more from author|\
    from the same author|related internet links|related coverage|more coverage|more to read|more reading|keep reading|up next|next up|\
    also on this site|top news|breaking news|in other news|you might be interested in|you may be interested in|tin liên quan|xem thêm|\
    tin cùng chuyên mục|đọc thêm|đọc nhiều|ข่าวที่เกี่ยวข้อง|อ่านเพิ่มเติม|بیشتر بخوانید|اخبار مرتبط|مطالب مرتبط|כתבות נוספות|עוד בנושא|\
    קראו גם|sur le même sujet|dans la même rubrique|noticias relacionadas|te puede interesar|más información|lee también|lesen sie auch|\
    lees ook|lees meer|das könnte sie auch interessieren|weitere artikel|mehr dazu|meest gelezen|potrebbe interessarti|notizie correlate|\
    leia também|leia mais|читайте также по теме|рекомендуем|это интересно|ilgili haberler|czytaj także|read more on|人気の記事|新着記事|\
    こちらの記事も|最新記事|인기 기사|인기기사|주요 뉴스|함께 보면 좋은|이 시각 주요뉴스";

/// Beginnings of such headings, which go on with a site's, an author's or a section's name.
pub const RELATED_STARTS: &[&str] =
    &["more from ", "more in ", "more on ", "latest from ", "المزيد من ", "ещё из ", "更多来自"];

/// Beginnings and ends of such headings, between which such a name stands.
pub const RELATED_FRAMES: &[(&str, &[&str])] = &[
    ("更多", &["报道", "報道", "報導", "新闻", "新聞", "文章", "内容", "內容", "消息", "资讯", "資訊", "影音"]),
    ("", &["的其他內容", "的其他内容", "的其他文章", "的更多文章"]),
    ("more ", &[" news", " stories", " coverage"]),
];

/// Beginnings of a block that names the author or where a post was published, at the head of a body.
#[rustfmt::skip]
pub const BYLINE_LABELS: &[&str] = &[
    "by ", "written by ", "author:", "作者：", "作者:", "作者｜", "作者 ", "文/", "文／", "文 /", "文｜", "文|", "撰文：", "撰文/", "撰文｜", "记者：", "記者：", "発信者：", "著者：", "執筆：",
];

/// Words in the text or address of a paragraph that the service which relayed a feed put behind each post.
#[rustfmt::skip]
pub const FEED_PROXIES: &[&str] = &[
    "full-text rss", "fulltextrss", "feed43", "rsshub", "fetchrss", "rss.app", "inoreader", "feedburner", "let's block ads", "blockads.fivefilters", "this entry passed through", "five filters", "本文由rss", "kill the newsletter",
];

/// Words with which blogs say, behind each post of their feed, where it stood first.
pub const FEED_FOOTERS: &[&str] = &["appeared first on", "first appeared on", "最先出现在", "最早發佈於"];

/// Labels of where a text was first, in lines that tell of the post.
pub const SOURCE_LABELS: &[&str] = &["本文来源", "来源", "來源", "source", "出典", "출처", "источник", "المصدر"];

/// Parts of short lines with which a page ends: whose the text is, whom to follow. Before the last paragraph they are text.
#[rustfmt::skip]
pub const STATEMENT_PARTS: &[(&str, &str)] = &[
    ("notice", "未经授权|未經授權|未经许可|未經許可|編輯部授權|请勿转载|請勿轉載|不得转载|不得轉載|禁止转载|禁止轉載|版权所有|版權所有|\
      著作权归|無断転載|무단전재|all rights reserved|ctrl+enter|新闻报料|信息存储空间|仅代表作者本人|僅代表作者本人|僅代表作者立場|\
      仅提供信息存储|下载app|下載app|谢绝转载|謝絕轉載|文字不代表|不代表本站|不代表本台|不代表本報|不代表本报|不代表本平台|网友发言|\
      创用cc|創用cc|知识共享署名|知識共享署名|creative commons attribution|not responsible for the content of external|\
      reproduction interdite|todos los derechos reservados|alle rechte vorbehalten|tutti i diritti riservati|все права защищены|\
      جميع الحقوق محفوظة|تمامی حقوق|cấm sao chép|หากนำไปเผยแพร่|כל הזכויות שמורות|如有侵权|如有侵權|侵权必究|侵權必究|联系我们删除|\
      聯繫我們刪除|转载请注明|轉載請註明|轉載請注明"),
    ("subscription-box", "扫一扫|扫描二维码|掃描二維碼|识别二维码|关注我们的公众号|加入會員|加入会员|line好友|телеграм-канал|\
      telegram-канал|subscribe to our newsletter|sign up for our newsletter|follow us on|优惠订阅|優惠訂閱|按此订阅|点击订阅|點擊訂閱|\
      訂閱電子報|订阅电子报|訂閱我們|订阅我们|加入telegram"),
    ("donation-box", "您的支持将鼓励我|打赏支持|请随意赞赏|support us on patreon"),
];

/// Parts of addresses of lists of posts, and what a line of nothing but links to such lists is.
#[rustfmt::skip]
pub const LIST_PATHS: &[(&str, &str)] = &[
    ("/author/", "byline"), ("/authors/", "byline"), ("/people/", "byline"), ("/profile/", "byline"), ("/user/", "byline"), ("/users/", "byline"), ("/u/", "byline"), ("/@", "byline"),
    ("/category/", "tags"), ("/categories/", "tags"), ("/tag/", "tags"), ("/tags/", "tags"), ("/topic/", "tags"), ("/topics/", "tags"), ("/hubs/", "tags"), ("/hub/", "tags"), ("/tagged/", "tags"),
];

/// Words of lines that only tell of the post, each list with its reason, lower-case.
///
/// A line before the first paragraph or behind the last that is made of these, the author's name, dates and numbers alone goes.
/// `when` marks words of dates, which tell nothing without a number; without a reason stand words that only join others.
#[rustfmt::skip]
pub const META_WORDS: &[(&str, &str)] = &[
    ("byline", "by|written by|posted by|published by|words by|text by|author|作者|本文作者|原创|原創|撰文|記者|记者|기자|автор|текст|كتبه|\
      بقلم|文字|攝影|摄影|編輯|编辑|採訪|采访|責任編輯|责任编辑|photography|story by|photos by|photography by|reporting by|autor|\
      redacción|redaktion|tác giả|نویسنده|خبرنگار|מאת|ผู้เขียน|文・写真|取材・文"),
    ("date", "published|published at|published on|posted on|updated|last updated|last modified|edited|发布|发布时间|发布于|发表时间|\
      发表于|更新时间|更改时间|更新于|编辑于|修改于|发佈於|發佈於|發表於|更新於|出版|刊登|公開日|更新日|投稿日|配信|승인|입력|수정|\
      опубликовано|обновлено|نشرت في|نشر في|最後更新|最后更新|最近更新|更新時間|發布時間|發布|發佈時間|发表|發表|刊出|上稿|posted|\
      first published|originally published|publicado|actualizado|publié|mis à jour|veröffentlicht|aktualisiert|pubblicato|aggiornato|\
      gepubliceerd|cập nhật|تاریخ انتشار|کد خبر|منتشر شده|עודכן|פורסם|เผยแพร่|อัปเดต|作成日|最終更新|등록|최종수정|기사입력|기사등록"),
    ("reading-time", "мин|查看|min read|minute read|minutes read|reading time|read time|views|view|阅读|閱讀|阅读量|閱讀量|阅读数|\
      阅读时间|预计阅读时间|浏览|瀏覽|浏览量|点击量|字数|分钟|分鐘|просмотров|просмотры|показов|조회|조회수|閲覧数|閱讀時間|閱讀數|瀏覽數|\
      瀏覽次數|浏览次数|浏览数|閱讀次數|阅读次数|點閱|字數|预计|mins read|min de lectura|min de lecture|lesezeit|minuten|lượt xem|بازدید|\
      ครั้ง|読了時間|この記事は約"),
    ("share-bar", "share|shares|share this|sharing|like|likes|follow|followers|following|listen|save|bookmark|print|email|e-mail|report|\
      facebook|twitter|linkedin|whatsapp|telegram|reddit|pinterest|tweet|copy link|分享|分享至|分享到|转发|轉發|赞|讚|点赞|點讚|喜欢|喜歡|\
      收藏|关注|關注|追蹤|举报|舉報|在看|打印|复制链接|微博|微信|朋友圈|qq空间|缩小字体|放大字体|放大字體|縮小字體|字号|只看该作者|回复|\
      引用|我要反馈|保存网页|シェア|ツイート|ポスト|ブックマーク|メール|印刷|공유|공유하기|기사공유하기|스크랩|поделиться|вконтакте|\
      одноклассники|нравится|добавить в избранное|в закладки|分享給|分享文章|複製網址|複製連結|儲存|加入收藏|列印|友善列印|轉寄|字級|朗读|\
      weibo|wechat|instagram|youtube|flipboard|tumblr|bluesky|mastodon|compartir|partager|teilen|condividi|drucken|imprimer|imprimir|\
      guardar|tweeter|twittern|chia sẻ|lưu|تلگرام|اشتراک|แชร์|שתף|네이버|카카오톡|밴드|트위터|페이스북|글자크기|글씨크기|プリント|はてな"),
    ("comments", "комментариев|комментария|комментарий|notes|追问|comment|comments|responses|评论|評論|条评论|則留言|댓글|комментарии|\
      条留言|則回應|則評論|留言|跟贴|条跟贴|kommentare|kommentar|commentaires|comentarios|commenti|reacties|bình luận|نظر|ความคิดเห็น|\
      תגובות|コメント"),
    ("tags", "filed under|posted in|tagged|tags|categories|标签|標籤|分类|分類|文章標籤"),
    ("navigation", "help|status|about|about us|privacy|privacy policy|terms|terms of use|contact us|关于我们|關於我們|联系我们|聯絡我們|\
      隐私政策|隱私權聲明|廣告刊登|back|home|首页|首頁|返回|назад|вперёд|read in english"),
    ("when", "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|\
      oct|nov|dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun|am|pm|a.m|p.m|edt|est|pst|pdt|bst|\
      gmt|utc|st|nd|rd|th|ago|years|year|months|month|days|day|hours|hour|年|月|日|时|時|点|分|秒|上午|下午|星期|周|一|二|三|四|五|六|七|\
      八|九|十|天|前|小时前|天前|오전|오후|년|월|일|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|\
      يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|الأحد|الاثنين|ثلاثاء|الثلاثاء|الأربعاء|الخميس|الجمعة|\
      السبت|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|\
      thứ bảy|chủ nhật|tháng|ngày|فروردین|اردیبهشت|خرداد|مرداد|شهریور|آبان|آذر|بهمن|اسفند|شنبه|یکشنبه|دوشنبه|سه‌شنبه|چهارشنبه|پنجشنبه|\
      جمعه|ม.ค|ก.พ|มี.ค|เม.ย|พ.ค|มิ.ย|ก.ค|ส.ค|ก.ย|ต.ค|พ.ย|ธ.ค|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|\
      noviembre|diciembre|januar|februar|märz|juni|juli|oktober|dezember|uhr|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|\
      ottobre|dicembre|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|\
      понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|星期日|周日|週|礼拜|年前|個月前|个月前|小時前|分鐘前|分钟前|hrs|ist|\
      cet|cst|jst|kst"),
    ("", "on|at|in|the|and|via|to|of|min|次|万|k|w|个|篇|人|於|于|在|в|с|في|به"),
];
