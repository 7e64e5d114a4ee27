/** Text as it is written in markup, also inside quoted attributes. */
export const escapeHtml = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

/** Inline styles: mail programs drop style sheets. Contrast of text on its ground is at least 4.5. */
export const styles = {
  page: "margin:0;padding:0;background:#eef1f0;",
  sheet:
    "width:100%;max-width:640px;background:#ffffff;border:1px solid #d5dbd8;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',Arial,sans-serif;font-size:15px;line-height:1.55;color:#1d2422;",
  header: "padding:20px 20px 6px 20px;font-size:20px;line-height:1.35;font-weight:bold;color:#16463a;",
  section: "padding:10px 20px;",
  context: "padding:4px 20px 8px 20px;font-size:13px;color:#56605c;",
  divider: "padding:6px 20px;",
  line: "border-top:1px solid #d5dbd8;font-size:0;line-height:0;height:1px;",
  picture: "display:block;width:100%;max-width:600px;height:auto;border:0;",
  quote: "padding:4px 0 4px 10px;border-left:3px solid #b9c4bf;color:#39423f;",
  button:
    "display:inline-block;padding:8px 16px;background:#1f5f4a;color:#ffffff;text-decoration:none;border-radius:4px;font-size:14px;white-space:nowrap;",
  link: "color:#1f5f4a;",
  code: "font-family:Consolas,Menlo,monospace;font-size:13px;background:#eef1f0;padding:1px 4px;",
} as const;
