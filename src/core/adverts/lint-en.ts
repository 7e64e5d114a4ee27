import type { LintRule } from "./lint-rule.ts";

/** The sentence says that something is not asked, or that everybody is welcome. */
const equal =
  "regardless|irrespective|without regard|equal(?:ly)? (?:opportunit|welcome)|do(?:es)? not (?:ask|discriminate|consider|require|need)|don't (?:ask|consider|require|need)|never (?:ask|consider)|not (?:ask|required|needed|a condition)|all genders|any gender|any age|all ages|every age|no (?:age|gender)";
const goods =
  "customers?|buyers?|shoppers?|products?|orders?|brands?|stores?|catalog\\w*|clothing|wear|apparel|fashion|shoes|evidence|listing|categor\\w+";
const unlessEqual = new RegExp(equal);
const unlessGoods = new RegExp(`${equal}|\\b(?:${goods})\\b`);
const people = "(?:candidates?|applicants?|staff|agents?|employees?|workers?|team members?|colleagues)";
const women = "(?:males?|females?|men|women|man|woman|girls?|boys?|lady|ladies|gentlem[ae]n)";
const noGoods =
  "(?!['’]?s? ?(?:wear|clothing|fashion|shoes|apparel|brands?|stores?|products?|skin|line|health|and (?:men|women)))";

/** Wordings in English adverts. The text is lower case. */
export const lintEn: readonly LintRule[] = [
  {
    problem: "age",
    say: /\b(?:aged?|age range|age limit|age)\b[^.;,]{0,10}?(?<!\d)(?!1[68](?: ?\+| (?:or|and) (?:over|above|older)|\b(?! ?(?:-|–|to|and) ?\d)))[1-6]\d\b/,
    unless: new RegExp(`${equal}|children|kids|toys|products|at least 1[68]|minimum`),
  },
  {
    problem: "age",
    say: /\b[1-6]\d ?(?:-|–|to) ?[2-6]\d ?(?:years? old|y\/?o|years of age)\b/,
    unless: unlessEqual,
  },
  {
    problem: "age",
    say: /\b(?:under|below|no older than|not older than|younger than|maximum age|max\.? age|over the age of|at most) (?:of |is )?[2-6]\d\b(?! ?(?:s\b|sec|min|hour|day|week|month|%|percent|kg|people|orders|chats|tickets|words|yuan|rmb|items|wpm|messages|characters|questions))/,
    unless: new RegExp(`${equal}|repl(?:y|ies)|respon\\w+|return|refund|rate|second|minute`),
  },
  {
    problem: "age",
    say: /\byoung (?:women|men|ladies|girls?|boys?|lad(?:y|ies)|people only|candidates?|applicants?|staff|person)\b|\b(?:must be|prefer|preferably|looking for|only|want(?:ed)?) (?:a |an )?(?:young|youthful)\b/,
    unless: unlessGoods,
  },
  {
    problem: "age_hint",
    say: /\byoung(?: and [a-z]+|, [a-z]+)? (?:team|people|professionals?|talents?|crowd|company|colleagues)\b|\bdigital natives?\b|\byouthful\b/,
    unless: unlessGoods,
  },
  {
    problem: "sex",
    say: new RegExp(
      `\\b${women} (?:only|preferred|${people}|wanted|needed)\\b|\\b(?:only|prefer(?:ably)?|looking for|wanted|hiring|seeking)(?: an?)?(?: young| attractive| single)? ${women}\\b${noGoods}|\\b(?:sex|gender) ?: ?(?:male|female|m|f)\\b`,
    ),
    unless: new RegExp(`${equal}|both|\\b(?:fashion|clothing|apparel|wear)\\b`),
  },
  {
    problem: "family",
    say: new RegExp(
      `\\b(?:married|unmarried|single|divorced) (?:only|preferred|${people}|women|men|person|people|females?|males?)\\b|\\b(?:must be|be|only) (?:un)?married\\b|\\b(?:state|tell us|give|include|your) (?:your )?marital status\\b`,
    ),
    unless: unlessEqual,
  },
  {
    problem: "family",
    say: /\bno (?:small |young |school-age )?(?:children|kids|dependants)\b|\b(?:not|no) (?:be )?(?:pregnan\w+|planning (?:a |to have )(?:child\w*|bab\w+|family))|\bpregnant (?:women|applicants|candidates) (?:need|should|will) not\b|\bchild-?free\b|\bwithout (?:children|family (?:ties|obligations))\b/,
    unless: new RegExp(`${equal}|toys|products`),
  },
  {
    problem: "origin",
    say: new RegExp(
      `\\blocals? (?:residents? )?(?:only|preferred|${people} (?:only|preferred))\\b|\\bno (?:foreigners|outsiders|migrants)\\b|\\b(?:[a-z]+ )?(?:nationals|citizens) only\\b|\\b(?:must|should) (?:be|have|hold) (?:an? )?[a-z ]{0,20}(?:hukou|nationality|ethnic\\w*|household registration)\\b|\\b(?:state|include|give|your) (?:your )?(?:nationality|ethnicity|race|religion|place of birth|birthplace)\\b|\\bhan (?:chinese )?only\\b`,
    ),
    unless: unlessEqual,
  },
  {
    problem: "origin",
    say: /\bnative (?:speakers?|english speakers?|chinese speakers?|mandarin speakers?)(?: only| preferred)?\b/,
    unless: unlessEqual,
  },
  {
    problem: "health",
    say: new RegExp(
      `\\b(?:must be|be|only|in) (?:physically )?(?:healthy|good health|physically fit|able-bodied|fit and healthy)\\b|\\bhealthy (?:${people}|person|people) only\\b|\\bno (?:disabilit\\w+|disabled|medical (?:conditions?|problems?|history)|health (?:conditions?|problems?|issues?)|chronic \\w+)\\b|\\b(?:hepatitis|hiv)(?: [a-z])? (?:test|screening|negative|free)\\b|\\bable-bodied\\b`,
    ),
    unless: unlessEqual,
  },
  {
    problem: "looks",
    say: new RegExp(
      `\\b(?:attractive|good[- ]looking|pretty|beautiful|slim|handsome|pleasant|presentable|smart) (?:appearance|looks|face|women|girls?|ladies|${people}|person|hosts?)\\b|\\bgood looks\\b|\\b(?:minimum )?height ?(?::|of|above|at least|over) ?\\d|\\bweight ?(?::|below|under) ?\\d|\\bno (?:visible )?tattoos?\\b`,
    ),
    unless: unlessGoods,
  },
  {
    problem: "photo",
    say: /\b(?:attach|send|include|enclose|upload|provide|with|add)(?: us)?(?: a| an| your| recent| full[- ]length| current| clear)* (?:photos?|photographs?|headshots?|selfies?|portraits?|picture of (?:yourself|you))\b/,
    unless: new RegExp(`\\b(?:${goods}|reviews?|damaged?|proof)\\b|no photo|not|after you (?:start|join)`),
  },
  {
    problem: "belief",
    say: /\b(?:christians?|muslims?|buddhists?|party members?|atheists?) (?:only|preferred)\b|\b(?:star sign|zodiac|blood type)\b/,
    unless: unlessGoods,
  },
  {
    problem: "school",
    say: /\b(?:top|elite|prestigious|ivy league|tier[- ]?(?:1|one)) (?:universit\w+|schools?|colleges?)\b/,
  },
  { problem: "voice", say: /\b(?:sweet|pleasant|lovely) voice\b/ },
  {
    problem: "fee",
    say: /\b(?:training|uniform|registration|application|processing|recruitment|placement|material|administration|admin|onboarding|background[- ]check|medical)s? (?:fees?|deposits?|charges?|costs?)\b|\b(?:pay|leave|place|transfer)(?: us)?(?: an?| the| your)? (?:\w+ )?(?:deposit|fee|bond)\b|\b(?:refundable|security) deposit\b/,
    unless:
      /\bno\b|\bnot\b|never|free of|without|\bwe (?:pay|cover|bear)|on us|covered|paid by (?:us|the company)|customers?|buyers?|orders?|refund requests|sellers?|merchants?|scams?|fraud|beware/,
  },
  {
    problem: "fee",
    say: /\b(?:surrender|hand over|hand in|keep|hold|withhold|retain)(?: on to)? (?:your|the|their) (?:original )?(?:id\b|id card|identity card|passport|diploma|bank card)|\btraining loans?\b|\bwithh(?:o|e)ld (?:your |the )?(?:first|one) month/,
    unless: /\bnot?\b|never|customers?/,
  },
  {
    problem: "unpaid",
    say: /\bunpaid (?:trial|training|probation|test shift|induction|days?)\b|\b(?:trial|training|probation)[^.;,]{0,12}(?:is|are) (?:not paid|unpaid|without pay)\b/,
    unless: /\bno unpaid|never unpaid|without unpaid/,
  },
];
