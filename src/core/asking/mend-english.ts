/** Words of questions; the other words of a question are mended to one of them when they are a slip away. */
const words = new Set(
  (
    "about after age agents alarm alert amount applicant applicants application applications applied apply " +
    "approve arrive assessment assessments attrition average backlog before between breakdown bring brought budget budgets came " +
    "candidate candidates cheap cheaper cheapest channel channels compare compared comparison complete completed completion conversion " +
    "convert costs could count daily delete douyin drop dropping during email employee employees every everyone expensive " +
    "export fastest female fewest fifteen filled finish finished first funnel gender girls grouped group growth happened " +
    "headcount health highest hired hires hiring hourly hours icome incoming indeed interview interviewed interviews invite " +
    "january february march april june july august september october november december job joined kuaishou lagou last least " +
    "leave leaving liepin linkedin list longest lowest machine manager many married monday monthly months month more most " +
    "mouth night number numbers offer offers older other overall passed passing pending people percent percentage period phone point points post posts " +
    "posting previous quarter quarterly quickly ranking rates reason reasons received recruit recruited referral referrals referred reject " +
    "remove replies reply report respond response resume resumes retention review reviews rotating saturday schedule score scores " +
    "screening second select send shift should show since single slowest source sources speed spend spending spent start started staff " +
    "stage stages steps stopped stories stayed sunday table telegram tests their there these thing things third those three thursday " +
    "today total trend tuesday turnover unknown users using versus waiting warehouse website wechat wednesday weekday weekdays weekend weekly " +
    "weeks where which while women women's worst would write wrong year yearly years yesterday young younger youngest zhilian zhipin " +
    "angle chart clear given house large later leads level light might never order paper piece place plain price right round serve " +
    "shape share short small sound space stand state still store study sweet taken think thank thanks times touch tried under until " +
    "value visit voice water white whole whose words world worth fired tired hire wired cares share shirts shoes hats toys store " +
    "interviewer interviewers candidate's review's team's moved movie lives lived gives given loved dates rated dated added asked eight " +
    "fight sight tight eighty being going doing having taking making getting coming looking working paying saying seeing channel's boss's"
  )
    .split(" ")
    .filter((word) => word !== ""),
);

/** What slips are mended to; the rest of the list only keeps good words from being changed. */
const targets = (
  "applicants applications applied assessment assessments attrition average budget candidates candidate channel channels " +
  "compared completed completion conversion douyin hired hires hiring interview interviews january february october " +
  "november december september august kuaishou liepin month months monthly pending quarter reasons referral referrals " +
  "response resume resumes retention reviews spend spent turnover wechat weekly weeks yesterday zhilian zhipin daily"
).split(" ");

/** `text` with misspelt English question words put right: one slip from five letters on, two from eight. */
export const mendEnglish = (text: string): string =>
  text.replace(/\blast weak\b/g, "last week").replace(/[a-z]{5,14}/g, (word) => {
    if (words.has(word)) return word;
    const most = word.length >= 8 ? 2 : 1;
    const near = targets.filter(
      (target) =>
        target[0] === word[0] && Math.abs(target.length - word.length) <= most && slips(word, target) <= most,
    );
    const [best] = near.sort((a, b) => slips(word, a) - slips(word, b));
    return best ?? word;
  });

/** Letters to add, drop, change or swap with a neighbour (optimal string alignment). */
function slips(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, above] = [above, row];
  }
  return above[b.length] ?? 0;
}
