import { addDays, type Day } from "../calendar-days.ts";
import type { Reading } from "./reading.ts";
import { type Resume, type TagId, tagIds } from "./vocabulary.ts";
import type { Experience } from "./years.ts";

const abroad = new Set(["amazon", "ebay", "shopee", "lazada", "tiktok_shop", "tmall_global", "aliexpress"]);

/** The tags that follow from the fields, and those a sentence gives away. */
export function tagsOf(
  reading: Reading,
  resume: Omit<Resume, "tags" | "evidence">,
  experience: Experience,
): TagId[] {
  const { text, done, today } = reading;
  const { platforms, skills } = resume;
  const on = (...ids: string[]) => platforms.some((id) => ids.includes(id));
  const partTime =
    /(?<!不考虑|不接受|不做|不要|非)兼职(?!经历|经验|过)|part[- ]?time(?! experience)|实习(?:周期|期)|(?:求职|应聘|找|意向|期望)\S{0,8}实习/i.test(
      text,
    );
  const student =
    /在读|大[一二三四](?!年前)|在校(?:大?学)?生|大学生|在校情况|实习周期|应届|研[一二三]|(?:求职|应聘|找|意向|期望)\S{0,8}实习|\b(?:i'm|i am|as) a (?:\w+[ -]){0,3}student|\b(?:freshman|sophomore|undergraduate student|final[- ]year)\b|currently studying|fresh graduate/i.test(
      text,
    );
  const shop =
    platforms.length > 0 ||
    /电商|网店|淘|店铺|旗舰店|e-?commerce|online (?:shop|store)|marketplace/i.test(done);
  const none = !experience.served && (experience.denied || resume.years_experience === 0);
  const yes: Record<TagId, boolean> = {
    rules_pdd: on("pdd"),
    rules_taobao: on("taobao", "tmall", "tmall_global"),
    rules_jd: on("jd"),
    rules_douyin: on("douyin"),
    night_ok: resume.night_shift === true,
    night_no: resume.night_shift === false,
    single_rest_ok: resume.single_rest_ok === true,
    single_rest_no: resume.single_rest_ok === false,
    immediate_start: isSoon(resume.available_from, today),
    part_time: partTime,
    remote_wanted:
      /(?<!不接受|不考虑|不要|不能)(?:居家|远程|在家(?:办公|工作|上班|做))(?!客服\S{0,6}经验)|\bwfh\b|work(?:ing)? from home|\bremote(?:ly)?\b(?! control)/i.test(
        text,
      ),
    student_or_intern: student,
    no_cs_experience: none,
    ecommerce_cs_experience: experience.served && shop && !onlyPhone(reading),
    career_changer:
      /转行|换个?行业|跨行|career chang|change (?:of )?career|chang(?:e|ing) careers|switch(?:ing)? (?:career|industr)/i.test(
        text,
      ) ||
      (none && experience.worked && !student),
    fast_typist: (resume.typing_cpm ?? 0) >= 80,
    big_promo_experience:
      /双(?:11|十一|1 ?1|12|十二)|(?<!\d)618(?!\d)|六一八|大促|年货节|double[- ]?(?:11|12|eleven|twelve)|singles'? day|11\.11|\bblack friday\b|prime day|peak season/i.test(
        done,
      ),
    team_lead_experience: skills.includes("team_lead"),
    cross_border:
      platforms.some((id) => abroad.has(id)) ||
      /(?<!想做|转)跨境|外贸平台|国际站|cross-?border|overseas (?:buyer|customer|shop)/i.test(done),
    english_support:
      /英[文语](?:邮件|客服|回复|接待|聊天|沟通|在线|站|售后|工单|服务)|(?:英[文语])\S{0,10}(?:邮件|聊天|沟通|接待|回复|客户)|(?:用|以)英[文语]|客服\(?英[文语]|english(?: ?(?:&|and|\/) ?\w+)? (?:buyers|customers|clients)|in (?:both )?(?:chinese and )?english|english[- ](?:speaking|language) (?:customer|buyer|support|client|market)/i.test(
        done,
      ),
    live_commerce: /(?<!看)直播|助播|场控|live ?stream|live commerce|live ?selling/i.test(done),
    phone_support_background: skills.includes("phone_support"),
  };
  return tagIds.filter((id) => yes[id]);
}

/** All the service there was, was on the telephone, and no platform is named. */
const onlyPhone = ({ done }: Reading): boolean =>
  /电商\S{0,6}(?:没|无|未)|没(?:有)?(?:做|干|接触)过电商|(?:not|never) worked on any|no e-?commerce/i.test(
    done,
  );

function isSoon(start: string | null, today: Day): boolean {
  if (start === null) return false;
  if (start === "immediate") return true;
  const notice = /^P(\d+)D$/.exec(start)?.[1];
  return notice !== undefined ? Number(notice) <= 7 : start <= addDays(today, 7);
}
