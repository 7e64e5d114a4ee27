import type { KnownBlock, ModalView } from "@slack/types";
import { inLocale, type Locale } from "../../core/locale.ts";
import { Role } from "../../core/rights.ts";
import { code, mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { roleNames, say } from "../words.ts";
import { button } from "./buttons.ts";
import { form, personField, selectField, textField } from "./form.ts";

export type Person = { id: string; name: string; role: Role };

/** People shown at once; a modal has at most 100 blocks. */
const shown = 40;

/** What each role may do, one line each. */
const roleWords: Record<Role, { zh: string; en: string }> = {
  recruiter: { zh: "只看和处理自己负责的岗位", en: "sees and handles own jobs" },
  lead: { zh: "看和处理所有岗位，分配负责人", en: "sees and handles all jobs, assigns them" },
  admin: { zh: "主管的全部权限，另加人员和设置", en: "all a lead may, and people and settings" },
  auditor: {
    zh: "看得到一切和操作记录，什么都不能改，也不能看联系方式",
    en: "reads everything and the audit trail, changes nothing, no contact details",
  },
};

/** Everybody on the list with their role; `edit` = with buttons to change it. */
export function peopleList(people: readonly Person[], edit: boolean, locale: Locale): View {
  const title = say(locale, `人员和角色（${people.length} 人）`, `People and roles (${people.length})`);
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(title, 150) },
    {
      type: "section",
      text: mrkdwnText(
        Role.options
          .map((role) => `*${inLocale(roleNames[role], locale)}*: ${inLocale(roleWords[role], locale)}`)
          .join("\n"),
      ),
    },
    ...(edit
      ? [
          {
            type: "actions" as const,
            elements: [button("person_new", say(locale, "添加人员", "Add somebody"), "{}", "primary")],
          },
        ]
      : []),
    ...people.slice(0, shown).map((person): KnownBlock => {
      const text = `*${mrkdwn(person.name, 80)}* · ${inLocale(roleNames[person.role], locale)}\n${code(person.id)}`;
      const value = JSON.stringify({ person: person.id });
      return {
        type: "section",
        text: mrkdwnText(text),
        ...(edit ? { accessory: button("person_edit", say(locale, "更改", "Change"), value) } : {}),
      };
    }),
  ];
  if (people.length > shown) {
    const more = say(
      locale,
      `还有 ${people.length - shown} 人：cli recruiter list`,
      `${people.length - shown} more: cli recruiter list`,
    );
    blocks.push({ type: "context", elements: [plainText(more, 200)] });
  }
  return { text: title, blocks };
}

const roleOptions = (locale: Locale) =>
  Role.options.map((role) => ({
    value: role,
    label: `${inLocale(roleNames[role], locale)} · ${inLocale(roleWords[role], locale)}`,
  }));

/** The choice in the form of a person that takes them off the list. */
export const removal = "remove";

/** Adding somebody. */
export function personNewForm(locale: Locale, entered: Record<string, string> = {}): ModalView {
  const words = {
    title: say(locale, "添加人员", "Add somebody"),
    submit: say(locale, "添加", "Add"),
    cancel: say(locale, "取消", "Cancel"),
  };
  return form("person_new", "{}", words, [
    personField("who", say(locale, "谁", "Who"), {
      ...(entered.who ? { value: entered.who } : {}),
      hint: say(
        locale,
        "在 Slack 里直接选人；在网页招聘台里写 console:名字，会得到一次性登录链接。",
        "In Slack choose the person; in the web console write console:NAME to get a one-time link.",
      ),
    }),
    textField("name", say(locale, "称呼（同事看到的名字）", "Name colleagues see"), {
      max: 80,
      value: entered.name ?? "",
    }),
    selectField("role", say(locale, "角色", "Role"), roleOptions(locale), entered.role ?? "recruiter"),
  ]);
}

/** Changing or removing somebody. */
export function personEditForm(
  person: Person,
  locale: Locale,
  entered: Record<string, string> = {},
): ModalView {
  const words = {
    title: say(locale, "更改角色", "Change role"),
    submit: say(locale, "保存", "Save"),
    cancel: say(locale, "取消", "Cancel"),
  };
  const out = {
    value: removal,
    label: say(locale, "移出名单（马上失去所有权限）", "Remove from the list, at once"),
  };
  return form("person_edit", JSON.stringify({ person: person.id }), words, [
    { type: "section", text: mrkdwnText(code(person.id)) },
    textField("name", say(locale, "称呼（同事看到的名字）", "Name colleagues see"), {
      max: 80,
      value: entered.name ?? person.name,
    }),
    selectField(
      "role",
      say(locale, "角色", "Role"),
      [...roleOptions(locale), out],
      entered.role ?? person.role,
    ),
  ]);
}
