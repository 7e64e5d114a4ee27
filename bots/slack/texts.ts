import { inLocale, type Locale } from "../../src/core/locale.ts";

const texts = {
  notListed: {
    zh: (id: string, admins: string) =>
      `你还不在招聘人员名单里，所以看不到候选人，也不能做决定。请让管理员${admins}在服务器上运行 \`npm run cli -- recruiter add ${id}\` 把你加进来。`,
    en: (id: string, admins: string) =>
      `You are not on the recruiters' list yet, so candidates and decisions are closed to you. Ask an administrator${admins} to run \`npm run cli -- recruiter add ${id}\` on the server.`,
  },
  unknownCommand: {
    zh: (name: string, known: string) => `没有 ${name} 这个命令。可以用：${known}`,
    en: (name: string, known: string) => `There is no command ${name}. These exist: ${known}`,
  },
  unknownButton: {
    zh: "这个按钮来自旧版本，已经不能用了。请用 /candidates 重新打开卡片。",
    en: "This button belongs to an older version and no longer works. Open the card again with /candidates.",
  },
  failed: {
    zh: "刚才没有成功。请再试一次，重复操作不会生效两次；还不行的话请联系管理员查看日志。",
    en: "That did not work. Please try again, nothing will happen twice; if it keeps failing, ask an administrator to check the log.",
  },
  tooSlow: {
    zh: "表单没来得及打开，Slack 只等 3 秒。请再点一次。",
    en: "The form opened too late for Slack, which waits 3 seconds. Please click once more.",
  },
  working: { zh: "正在处理，马上给你结果……", en: "Working on it, the answer follows…" },
  staleForm: {
    zh: "这个表单已经失效。请关掉它，从卡片上重新打开。",
    en: "This form is no longer valid. Close it and open it again from the card.",
  },
  notice: { zh: "提示", en: "Notice" },
  close: { zh: "关闭", en: "Close" },
};

/** What the Slack surface itself says to recruiters; everything else comes from the recruiter room. */
export const slackTexts = (locale: Locale) => ({
  notListed: (id: string, admins: readonly string[]) => {
    const names = admins.map((admin) => `<@${admin}>`).join(" ");
    if (locale === "en") return texts.notListed.en(id, names && ` (${names})`);
    return texts.notListed.zh(id, names && `（${names}）`);
  },
  unknownCommand: inLocale(texts.unknownCommand, locale),
  unknownButton: inLocale(texts.unknownButton, locale),
  failed: inLocale(texts.failed, locale),
  tooSlow: inLocale(texts.tooSlow, locale),
  working: inLocale(texts.working, locale),
  staleForm: inLocale(texts.staleForm, locale),
  notice: inLocale(texts.notice, locale),
  close: inLocale(texts.close, locale),
});

export type SlackTexts = ReturnType<typeof slackTexts>;
