import type { ModalView } from "@slack/types";
import type { Locale } from "../../src/core/locale.ts";
import { auditList } from "../../src/recruiter/cards/audit.ts";
import { candidateForm, resumesForm } from "../../src/recruiter/cards/candidate-forms.ts";
import { contactCard } from "../../src/recruiter/cards/contact.ts";
import { faqForm, faqList } from "../../src/recruiter/cards/faq.ts";
import { handOutCard } from "../../src/recruiter/cards/hand-out.ts";
import { type HomeRow, homeCard } from "../../src/recruiter/cards/home.ts";
import { importCard } from "../../src/recruiter/cards/import.ts";
import { columnsForm, importFileForm, importRunForm } from "../../src/recruiter/cards/import-forms.ts";
import { intakeCard } from "../../src/recruiter/cards/intake.ts";
import { feedbackForm, moveForm } from "../../src/recruiter/cards/interview.ts";
import { jobForm, jobPeopleForm } from "../../src/recruiter/cards/job-form.ts";
import { type LetIn, letInList } from "../../src/recruiter/cards/let-in.ts";
import { mailRuleForm, mailRuleList } from "../../src/recruiter/cards/mail-rules.ts";
import { mailForm, mailList, mailNotice } from "../../src/recruiter/cards/mails.ts";
import { matchList } from "../../src/recruiter/cards/matches.ts";
import { peopleList, personEditForm, personNewForm } from "../../src/recruiter/cards/people.ts";
import { profileForm } from "../../src/recruiter/cards/profile-form.ts";
import { answerForm, questionView, settledView } from "../../src/recruiter/cards/question.ts";
import { sameList } from "../../src/recruiter/cards/same.ts";
import { ownForm, settingsList, timesForm } from "../../src/recruiter/cards/settings.ts";
import { slotForm, slotImportForm, slotList, slotRows } from "../../src/recruiter/cards/slots.ts";
import { tagsForm, tagsView } from "../../src/recruiter/cards/tags.ts";
import type { View } from "../../src/recruiter/types.ts";
import { applicationRow } from "./application-row.ts";

const now = new Date("2026-11-24T02:03:00Z");
const times = { matched: ["09:30", "17:30"], week: { day: 1, time: "09:00" } };
const many = <T>(n: number, one: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => one(i));
const id = (i: number) => `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`;

/** Start page, settings, people, answers, audit trail and contact details; `n` = how much of everything there is. */
export function roomViews(text: string, locale: Locale, n = 4): View[] {
  const kinds = ["review", "held", "request"] as const;
  const rows = many(
    n,
    (i): HomeRow => ({
      application: applicationRow(text, { number: 1000 + i }),
      kind: kinds[i % 3] ?? "review",
      since: new Date(now.getTime() - i * 7_000_000),
      fact: text,
    }),
  );
  const entries = many(n, (i) => ({
    id: id(i),
    job: i < 5 ? "" : "job-3f7k",
    jobTitle: text,
    question: text.slice(0, 200),
    answer: text.slice(0, 1500),
    updatedAt: now,
  }));
  const waiting = many(Math.min(n, 12), (i) => ({
    group: id(i),
    state: (["open", "answered", "rejected", "accepted"] as const)[i % 4] ?? "open",
    job: "job-3f7k",
    jobTitle: text,
    entry: null,
    askers: i + 1,
    applicationId: id(i),
    number: 1000 + i,
    askedAt: now,
    question: text.slice(0, 2000),
    answer: i % 4 === 0 ? null : text.slice(0, 1500),
    answeredBy: null,
  }));
  const line = { at: now, actor: text, by: text, action: text, subject: text, before: text, after: { text } };
  return [
    homeCard(
      {
        who: { name: text, role: "recruiter" },
        now,
        counts: { reviews: 90, held: 3, requests: 5 },
        oldest: now,
        rows,
        funnel: many(7, (i) => ({ name: { zh: "投递", en: "Applied" }, n: 70 - i * 10 })),
        days: 30,
        jobs: 3,
        may: { open: true },
      },
      locale,
    ),
    settingsList(
      {
        who: { name: text, role: "admin" },
        own: { locale: null, digests: true },
        times,
        timeZone: "Asia/Shanghai",
      },
      locale,
    ),
    peopleList(
      many(n, (i) => ({ id: `console:colleague-${i}`, name: text, role: "lead" as const })),
      true,
      locale,
    ),
    faqList({ entries, waiting, page: 1, add: true, may: () => true }, locale),
    ...waiting.flatMap((group) => [questionView(group, locale), settledView(group, locale)]),
    mailList(
      {
        state: "open",
        rows: many(n, (i) => ({
          ...mailRow(text, i),
          guess: { name: text, phone: text, channel: text, position: text },
        })),
        counts: { open: n, ignored: 3 },
        may: { settle: true, again: true },
      },
      locale,
    ),
    mailRuleList(
      many(n, (i) => ({
        id: id(i),
        channel: text,
        of: "file",
        pattern: text.slice(0, 200),
        standing: "ours",
      })),
      true,
      locale,
    ),
    slotList(
      {
        slots: many(Math.min(n, slotRows), (i) => ({
          id: id(i),
          job: i === 0 ? "" : "job-3f7k",
          jobTitle: text,
          interviewer: text,
          interviewerName: text,
          startsAt: now,
          endsAt: new Date(now.getTime() + 1_800_000),
          timeZone: "Europe/Berlin",
          capacity: 6,
          buffer: 10,
          place: text,
          state: "open",
          guests: many(Math.min(i, 6), (k) => ({
            applicationId: id(k),
            number: 1000 + k,
            version: 0,
            name: text,
            state: "confirmed" as const,
          })),
        })),
        total: n,
        page: 1,
        add: true,
        may: () => true,
      },
      locale,
    ),
    mailNotice(n, locale),
    auditList(
      many(n, () => line),
      { page: 1, timeZone: "Asia/Shanghai" },
      locale,
    ),
    matchList(matches(text, n), locale),
    tagsView(tagsOf(text, n), locale),
    handOutCard(
      {
        ...{ company: text.slice(0, 60), job: { id: "job-3f7k", title: text }, notice: text },
        carriers: { publicUrl: "https://hr.example.com", telegramBot: null },
      },
      many(Math.min(n, 9), (i) => ({ code: "c".repeat(16), person: handed(text, i, locale) })),
      locale,
    ),
    ...comingIn(text, locale, n),
    contactCard(
      { number: 1042, name: text },
      { phone: text, said: many(Math.min(n, 10), () => ({ kind: "account" as const, text })) },
      locale,
    ),
  ];
}

const mailRow = (text: string, i: number) => ({
  id: id(i),
  state: "open" as const,
  reason: "no_rule",
  channel: null,
  jobId: null,
  digestIndex: "x",
  receivedAt: now,
  body: { subjects: [text], domain: text, files: [text], text, from: text, confirmed: [], unread: null },
});

/** Every form of settings, jobs, people and answers, empty and with what was entered; `n` = choices offered. */
export function roomForms(text: string, locale: Locale, n = 6): ModalView[] {
  const named = many(n, (i) => ({ value: `v${i}`, label: text }));
  const entered = {
    title: text,
    shift: "night",
    template: "v3",
    openings: "3",
    channels: "boss,douyin",
    people: "v1,v2",
    who: "U123",
    name: text,
    role: "lead",
    scope: "v5",
    question: text,
    answer: text,
    matched: text,
    day: "3",
    time: text,
  };
  const person = { id: `console:${text}`.slice(0, 100), name: text, role: "admin" as const };
  const templates = named.slice(0, 100);
  return [
    jobForm({ templates, people: null }, locale),
    jobForm({ templates, people: named }, locale, entered),
    jobPeopleForm({ id: "job-3f7k", title: text }, named, ["v1", "v99"], locale),
    personNewForm(locale),
    personNewForm(locale, entered),
    personEditForm(person, locale),
    personEditForm(person, locale, entered),
    ownForm({ locale: "en", digests: false }, locale),
    timesForm(times, locale),
    timesForm({ matched: [], week: null }, locale, entered),
    mailForm(
      {
        value: "{}",
        jobs: many(n, (i) => ({ id: id(i), title: text })),
        channels: ["boss", "58"],
        position: text,
      },
      {},
      locale,
    ),
    mailRuleForm({ id: "mail_rule_new", value: "{}" }, entered, locale),
    profileForm(
      { id: "job-3f7k", profile: { criteria: [{ tag: "own_22222", need: "wanted", weight: 5 }] } },
      new Map(many(n, (i) => [`own_${String(22222 + i)}`, text])),
      locale,
    ),
    ...[{}, { ...entered, calendar: text, place: text, note: text, minutes: "30" }].flatMap((said) => {
      const slots = {
        jobs: named,
        people: named,
        self: "v1",
        timeZone: "Asia/Shanghai",
        tomorrow: "2026-11-25",
      };
      return [
        slotForm(slots, { ...said, day: "2026-11-28" }, locale),
        slotImportForm(slots, said, locale),
        feedbackForm("{}", said, locale),
      ];
    }),
    moveForm("{}", named, locale),
    tagsForm(tagsOf(text, n), "{}", locale, { own: text, holds: "not" }),
    ...comingInForms(text, locale, n),
    faqForm({ id: "faq_new", value: "{}", scopes: named }, {}, locale),
    faqForm({ id: "faq_edit", value: "{}", scopes: named }, entered, locale),
    answerForm("{}", entered.question ?? "x", "", locale),
  ];
}

const handed = (
  text: string,
  i: number,
  locale: Locale,
): Parameters<typeof handOutCard>[1][number]["person"] => ({
  ...{ candidateId: id(i), locale, pooled: true, agreed: false, basis: "public", channel: text },
  ...{ optedOut: false, applied: false, lastInvited: null, state: "linked", code: "c".repeat(16) },
  ...{ name: text, phone: text, email: text },
});

/** Tags of every kind, with words from outside wherever there can be some. */
function tagsOf(text: string, n: number): Parameters<typeof tagsView>[0] {
  const common = { level: "stated" as const, confidence: 0.8, value: null, on: "2026-11-24" };
  const own = many(Math.min(n, 50), (i) => `own_${String(22222 + i)}`);
  return {
    title: text,
    tags: [
      ...own.map((tag) => ({
        ...{ ...common, tag, source: "person" as const },
        evidence: { of: "note", value: null, ref: "console:x" },
      })),
      {
        ...common,
        tag: "start",
        source: "resume",
        evidence: { of: text.slice(0, 60), value: text.slice(0, 40), ref: "r" },
      },
    ],
    noted: [{ tag: "polite", holds: false, by: "console:x", on: "2026-11-23" }],
    own: new Map(own.map((id) => [id, text])),
    names: new Map([["console:x", text]]),
  };
}

/** A page of matches with everything a row can have. */
function matches(text: string, n: number): Parameters<typeof matchList>[0] {
  const criteria = (["night", "platform_pdd", "own_22222"] as const).map((tag) => ({
    ...{ tag, need: "required" as const, weight: 5 },
  }));
  const tag = {
    tag: "night",
    level: "stated" as const,
    source: "chat" as const,
    confidence: 0.6,
    value: null,
  };
  const one = (i: number) => ({
    place: { key: 2900, ordinal: i },
    why: {
      ...{ score: 90, sure: true, ruledOut: false },
      reasons: criteria.map((criterion, at) => ({
        ...{ criterion, verdict: at === 0 ? ("met" as const) : ("unknown" as const), points: 300, of: 333 },
        tag:
          at === 0 ? { ...tag, evidence: { of: "shifts", value: "any", ref: "x" }, on: "2026-11-24" } : null,
      })),
    },
    person: {
      ...{ ordinal: i, candidateId: id(i), tags: [], terms: [], poolUntil: "2027-01-01", name: text },
      ...{
        applicationId: id(i),
        number: 1000 + i,
        version: 1,
        jobId: "job-2222",
        jobTitle: text,
        invited: i % 2 === 0 ? null : ("linked" as const),
        contact: true,
      },
    },
  });
  return {
    title: text,
    criteria,
    own: new Map([["own_22222", text]]),
    page: { matches: many(Math.min(n, 8), one), next: { key: 2000, ordinal: 3 } },
    query: { job: "job-3f7k", after: { key: 2900, ordinal: 9 } },
    may: { edit: true, invite: true },
  };
}

const states = ["preview", "running", "done", "failed", "undone"] as const;

/** Imports in every state, entries side by side, and what came of files. */
function comingIn(text: string, locale: Locale, n: number): View[] {
  const columns = many(n, (i) => (i === 0 ? ("name" as const) : ("words" as const)));
  const row = (state: (typeof states)[number], i = 0) => ({
    ...{
      id: id(i),
      name: text,
      format: "xlsx",
      state,
      rows: 9,
      created: 4,
      joined: 3,
      repeated: 2,
      erased: 1,
    },
    ...{ bad: n, removed: 3, kept: 2, actor: text, by: text, createdAt: now, finishedAt: now },
    plan: { columns, jobId: null, channel: text, campaign: text, lawfulBasis: "applied" as const },
  });
  const read = { name: text, phone: "13812345678", email: "a@b.cn", job: text, channel: text };
  const table = {
    ...{ header: many(n, () => text), columns, example: many(n, () => text), looked: 500, before: now },
    sample: [
      { line: 2, row: { ...read, campaign: text, at: null, words: [text] } },
      { line: 3, row: "phone" as const },
    ],
    problems: many(n, (i) => ({ line: 100_000 + i, reason: "job" as const })),
  };
  const bad = many(n, (i) => ({ line: 100_000 + i, reason: i % 2 === 0 ? "phone" : text.slice(0, 50) }));
  const may = { run: true, undo: true };
  const person = (i: number) => ({
    ...{ id: id(i), name: text, createdAt: now, channels: many(n, () => text) },
    contacts: many(n, () => ({ kind: "email" as const, masked: text })),
    applications: many(n, (at) => ({ number: at, job: text, stage: "assessed" as const })),
  });
  const application = { id: id(1), number: 1042, version: 3, name: text };
  const results: LetIn[] = [
    { file: text, is: "in", new: true, application },
    { file: null, is: "in", new: false, application: null },
    ...many(n, () => ({ file: text, is: "unread" as const, reason: text })),
    ...(["repeated", "erased", "waits", "nobody"] as const).map((is) => ({ file: text, is })),
  ];
  return [
    ...(["preview", "done", "failed"] as const).map((state) =>
      importCard({ row: row(state), table, bad, timeZone: "Asia/Shanghai", may }, locale),
    ),
    intakeCard(
      {
        imports: many(n, (i) => row(states[i % 5] ?? "done", i)),
        same: n,
        timeZone: "Asia/Shanghai",
        may: { add: true, upload: true, import: true, same: true, mail: true },
      },
      locale,
    ),
    sameList(
      {
        pairs: many(n, (i) => ({ left: person(i), right: person(i + 1) })),
        total: n + 3,
        merged: many(n, (i) => ({ id: id(i), person: person(i), by: text, at: now })),
        timeZone: "Asia/Shanghai",
        may: { merge: true },
      },
      locale,
    ),
    letInList(results, true, locale),
  ];
}

/** What brings people in: a table, its columns, its place; a person; files. */
function comingInForms(text: string, locale: Locale, n: number): ModalView[] {
  const places = {
    jobs: many(n, (i) => ({ id: id(i), title: text })),
    channels: ["boss", text.slice(0, 30) || "x"],
  };
  const columns = many(n, (i) => (i === 1 ? ("protected" as const) : ("words" as const)));
  const entered = {
    name: text,
    phone: text,
    email: text,
    note: text,
    basis: "public",
    job: "pool",
    campaign: text,
  };
  const table = { value: "{}", header: many(n, () => text), columns, example: many(n, () => text) };
  return [
    importFileForm(locale),
    columnsForm(table, {}, locale),
    importRunForm({ ...places, value: "{}", namesJobs: true, namesChannels: false }, entered, locale),
    candidateForm({ ...places, pool: true }, entered, locale),
    resumesForm({ ...places, byName: true }, entered, locale),
  ];
}
