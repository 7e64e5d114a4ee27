import { noteOffer } from "../../src/db/interview-bookings.ts";
import { addSlots } from "../../src/db/interview-slots.ts";
import type { Room } from "./room.ts";

export type RaceResult = {
  rounds: number;
  attempts: number;
  /** Choices that got a seat, and seats that were sold in the end. */
  answered: number;
  sold: number;
  /** Findings of the checks below; anything but nothing is a double booking. */
  doubled: string[];
};

const hour = 3_600_000;

/**
 * Candidates press times all at once, round after round, through the real receive: twelve chats of six people press two
 * times each, of one time with one seat, another of the same interviewer that overlaps it, one of another interviewer with
 * two seats at the same hour, and one that begins within the buffer of that. Afterwards the bookings are looked at as an
 * outsider would: by their times alone.
 */
export async function raceForSlots(
  room: Room,
  rounds: number,
  tell: (so: RaceResult, round: number) => void = () => {},
): Promise<RaceResult> {
  const { sql } = room.db;
  const people = await invite(room, 12);
  await sql`truncate interview_bookings, interview_times, interview_slots, interview_reminders`;
  const result: RaceResult = { rounds, attempts: 0, answered: 0, sold: 0, doubled: [] };
  for (let round = 0; round < rounds; round += 1) {
    room.skip(3600);
    await sql`update conversations set said_count = 0, minute_count = 0`;
    const slots = await openTimes(room, round);
    await Promise.all(
      people.map(({ applicationId }) =>
        room.db.transact(async (tx) => {
          await noteOffer(
            tx,
            { company: "shop", applicationId, by: "candidate", now: new Date(room.now()) },
            null,
          );
        }),
      ),
    );
    const presses = people.flatMap(({ thread }, i) =>
      [i, i + 1 + (round % 3)].map((n) => ({ thread, choice: `interview:pick:${slots[n % slots.length]}` })),
    );
    await Promise.all(
      presses.map(({ thread, choice }, n) =>
        room.deliver(
          thread,
          { kind: "text", messageId: `r${round}-${n}`, text: "这个", choice },
          `r${round}-${n}`,
        ),
      ),
    );
    result.attempts += presses.length;
    result.doubled.push(...(await doubledIn(room)).map((what) => `round ${round}: ${what}`));
    const [sold] = await sql<{ sold: number; answered: number }[]>`
      select count(*) filter (where state in ('booked', 'confirmed'))::int as sold, count(*) filter (where slot_id is not null)::int as answered
      from interview_bookings`;
    result.sold += sold?.sold ?? 0;
    result.answered += sold?.answered ?? 0;
    await sql`truncate interview_bookings, interview_times, interview_slots, interview_reminders`;
    await sql`truncate timers, outbox`;
    tell(result, round + 1);
  }
  return result;
}

/** Twelve applications with a chat each; every two of them are one person's. */
async function invite(room: Room, count: number): Promise<{ thread: string; applicationId: string }[]> {
  const people: { thread: string; applicationId: string }[] = [];
  let earlier: string | null = null;
  for (let n = 0; n < count; n += 1) {
    const thread = `race-${n}`;
    await room.deliver(thread, { kind: "start" }, `race-start-${n}`);
    const index = room.deps.vault.index(thread, "shop:telegram:bot");
    const [row] = await room.db.sql<{ id: string; candidate: string }[]>`
      select a.id, a.candidate_id as candidate from applications a join conversations c on c.application_id = a.id
      where c.thread_index = ${index}`;
    if (!row) throw new Error("no application");
    if (earlier) await room.db.sql`update applications set candidate_id = ${earlier} where id = ${row.id}`;
    earlier = earlier ? null : row.candidate;
    people.push({ thread, applicationId: row.id });
  }
  return people;
}

async function openTimes(room: Room, round: number): Promise<string[]> {
  const start = Math.ceil(room.now() / hour) * hour + 48 * hour + round * 1000 * 60;
  const common = {
    job: "",
    timeZone: "Asia/Shanghai",
    place: "",
    source: "form",
    by: "slack:T1:LI",
  } as const;
  const times = [
    { interviewer: "one", capacity: 1, buffer: 15, from: 0, minutes: 30 },
    { interviewer: "one", capacity: 1, buffer: 0, from: 40, minutes: 30 },
    { interviewer: "two", capacity: 2, buffer: 10, from: 10, minutes: 45 },
    { interviewer: "two", capacity: 1, buffer: 0, from: 60, minutes: 20 },
  ];
  await room.db.transact(async (tx) => {
    for (const { from, minutes, ...slot } of times) {
      const startsAt = start + from * 60_000;
      const spans = [{ startsAt, endsAt: startsAt + minutes * 60_000 }];
      await addSlots(tx, "shop", { ...common, ...slot, spans, now: new Date(room.now()) });
    }
  });
  const rows = await room.db.sql<{ id: string }[]>`select id from interview_slots order by starts_at`;
  if (rows.length !== times.length) throw new Error(`${rows.length} slots`);
  return rows.map(({ id }) => id);
}

/** Double bookings, from bookings and the times of their slots alone. */
async function doubledIn(room: Room): Promise<string[]> {
  const rows = await room.db.sql<{ what: string }[]>`
    with held as (
      select b.id, b.slot_id, b.application_id, a.candidate_id, s.interviewer, s.capacity, s.starts_at, s.ends_at,
        s.ends_at + make_interval(mins => s.buffer) as free_at
      from interview_bookings b join interview_slots s on s.id = b.slot_id join applications a on a.id = b.application_id
      where b.state in ('booked', 'confirmed')
    )
    select 'too many in a slot' as what from held group by slot_id, capacity having count(*) > capacity
    union all select 'an interviewer twice' from held a join held b on a.interviewer = b.interviewer and a.slot_id < b.slot_id
      where a.starts_at < b.free_at and b.starts_at < a.free_at
    union all select 'a candidate twice' from held a join held b on a.candidate_id = b.candidate_id and a.id < b.id
      where a.starts_at < b.ends_at and b.starts_at < a.ends_at
    union all select 'an application twice' from held group by application_id having count(*) > 1`;
  return rows.map(({ what }) => what);
}
