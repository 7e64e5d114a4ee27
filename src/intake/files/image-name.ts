/**
 * The words of a picture's name, as people write them: 「客服-王小雨-3年-13800138000.jpg」. Empty when the name was made
 * by a camera or an app.
 */
export function wordsOfName(name: string): string {
  const stem = name
    .normalize("NFKC")
    .replace(/^.*[\\/]/, "")
    .replace(/\.[a-z0-9]{2,5}\s*$/i, "")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "")
    .slice(0, 200);
  if (byMachine.test(stem)) return "";
  const words = stem.replace(/[\s_\-—–+&,，、.·|()（）【】[\]]+/g, " ").trim();
  const telling = words.replace(emptyWords, "");
  return /\p{Script=Han}|[A-Za-z]{2}/u.test(telling) ? words : "";
}

const byMachine =
  /^(?:img|dsc|dcim|pic|photo|image|screenshot|scan|mmexport|wx_camera|微信图片|微信截图|qq图片|qq截图|截屏|截图|屏幕截图|扫描|图片|照片)[\s_\-(（\d年月日时分秒.)）A-Za-z]*$|^[0-9a-f-]{16,}$/i;

/** Words that name the paper and not the person. */
const emptyWords = /个人简历|求职简历|我的简历|简历|resume|curriculum|vitae|\bcv\b|副本|copy|final/gi;
