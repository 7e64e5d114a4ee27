CREATE TABLE "tallies" (
	"company_id" text NOT NULL,
	"kind" text NOT NULL,
	"hourly" boolean NOT NULL,
	"day" date NOT NULL,
	"hour" smallint NOT NULL,
	"channel" text NOT NULL,
	"job_id" text NOT NULL,
	"n" integer NOT NULL,
	"hits" integer NOT NULL,
	"amount" numeric NOT NULL,
	"steps" integer[],
	CONSTRAINT "tallies_company_id_kind_hourly_day_hour_channel_job_id_pk" PRIMARY KEY("company_id","kind","hourly","day","hour","channel","job_id")
);
--> statement-breakpoint
CREATE TABLE "tally_changes" (
	"company_id" text NOT NULL,
	"kind" text NOT NULL,
	"hourly" boolean NOT NULL,
	"day" date NOT NULL,
	"hour" smallint NOT NULL,
	"channel" text NOT NULL,
	"job_id" text NOT NULL,
	"n" integer NOT NULL,
	"hits" integer NOT NULL,
	"amount" numeric NOT NULL,
	"steps" integer[],
	"id" bigserial,
	CONSTRAINT "tally_changes_company_id_kind_hourly_day_id_pk" PRIMARY KEY("company_id","kind","hourly","day","id")
);
--> statement-breakpoint
CREATE TABLE "tenures" (
	"company_id" text NOT NULL,
	"key" text NOT NULL,
	"job_id" text NOT NULL,
	"candidate_id" uuid,
	"channel" text NOT NULL,
	"first_at" timestamp with time zone,
	"hired_on" date NOT NULL,
	"left_on" date,
	"exit_reason" text,
	CONSTRAINT "tenures_company_id_key_job_id_pk" PRIMARY KEY("company_id","key","job_id")
);
--> statement-breakpoint
CREATE TABLE "timelines" (
	"company_id" text NOT NULL,
	"candidate_id" uuid NOT NULL,
	"job_id" text NOT NULL,
	"channel" text NOT NULL,
	"first_at" timestamp with time zone,
	"touched_at" timestamp with time zone,
	"touched_channel" text,
	"leads" boolean NOT NULL,
	"leads_shift" boolean NOT NULL,
	"interview_any" timestamp with time zone,
	"interview_shift" timestamp with time zone,
	"applied" timestamp with time zone,
	"assessment_started" timestamp with time zone,
	"assessment_completed" timestamp with time zone,
	"assessment_passed" timestamp with time zone,
	"interview_scheduled" timestamp with time zone,
	"interviewed" timestamp with time zone,
	"offer" timestamp with time zone,
	"hired" timestamp with time zone,
	"rejected" timestamp with time zone,
	"withdrawn" timestamp with time zone,
	"scored_at" timestamp with time zone[],
	"scores" double precision[],
	"hired_on" date,
	"hired_hour" smallint,
	"hire_days" integer,
	CONSTRAINT "timelines_company_id_candidate_id_job_id_pk" PRIMARY KEY("company_id","candidate_id","job_id")
);
--> statement-breakpoint
CREATE TABLE "waits" (
	"company_id" text NOT NULL,
	"application_id" uuid NOT NULL,
	"candidate_id" uuid NOT NULL,
	"job_id" text NOT NULL,
	"channel" text NOT NULL,
	"first_at" timestamp with time zone,
	"asked_id" bigint NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"settled_at" timestamp with time zone NOT NULL,
	"asked_on" date,
	"asked_hour" smallint,
	CONSTRAINT "waits_company_id_application_id_pk" PRIMARY KEY("company_id","application_id")
);
--> statement-breakpoint
CREATE INDEX "tenures_candidate" ON "tenures" USING btree ("company_id","candidate_id");--> statement-breakpoint
CREATE INDEX "tenures_hired" ON "tenures" USING btree ("company_id","hired_on");--> statement-breakpoint
CREATE INDEX "tenures_left" ON "tenures" USING btree ("company_id","left_on");--> statement-breakpoint
CREATE INDEX "timelines_job" ON "timelines" USING btree ("company_id","job_id");--> statement-breakpoint
CREATE INDEX "timelines_touched" ON "timelines" USING btree ("company_id","touched_at");--> statement-breakpoint
CREATE INDEX "timelines_applied" ON "timelines" USING btree ("company_id","applied");--> statement-breakpoint
CREATE INDEX "timelines_started" ON "timelines" USING btree ("company_id","assessment_started");--> statement-breakpoint
CREATE INDEX "timelines_completed" ON "timelines" USING btree ("company_id","assessment_completed");--> statement-breakpoint
CREATE INDEX "timelines_scheduled" ON "timelines" USING btree ("company_id","interview_scheduled");--> statement-breakpoint
CREATE INDEX "timelines_interviewed" ON "timelines" USING btree ("company_id","interviewed");--> statement-breakpoint
CREATE INDEX "timelines_hired" ON "timelines" USING btree ("company_id","hired","hired_on","hired_hour","hire_days","job_id","channel");--> statement-breakpoint
CREATE INDEX "waits_candidate" ON "waits" USING btree ("company_id","candidate_id");--> statement-breakpoint
CREATE INDEX "waits_asked" ON "waits" USING btree ("company_id","asked_at");--> statement-breakpoint
CREATE INDEX "waits_settled" ON "waits" USING btree ("company_id","settled_at");--> statement-breakpoint
CREATE INDEX "employees_job" ON "employees" USING btree ("company_id","job_id");--> statement-breakpoint
CREATE INDEX "touches_channel" ON "touches" USING btree ("company_id","channel","at");--> statement-breakpoint
CREATE INDEX "touches_job" ON "touches" USING btree ("company_id","job_id","at");--> statement-breakpoint
-- What the derived tables hold, said once, as views on the facts. Filters on company and candidate reach the facts' keys.
CREATE VIEW "timelines_from_facts" AS
SELECT g.company_id, g.candidate_id, g.job_id,
  coalesce(first_value(g.touched_channel) OVER first_touch, 'unknown') AS channel,
  min(g.touched_at) OVER (PARTITION BY g.company_id, g.candidate_id) AS first_at,
  g.touched_at, g.touched_channel,
  g.touched_at IS NOT NULL AND NOT g.practice AND row_number() OVER (PARTITION BY g.company_id, g.candidate_id, g.practice
    ORDER BY g.touched_at, g.touched_channel, g.job_id) = 1 AS leads,
  g.touched_at IS NOT NULL AND NOT g.practice AND row_number() OVER (PARTITION BY g.company_id, g.candidate_id, g.practice, g.shift
    ORDER BY g.touched_at, g.touched_channel, g.job_id) = 1 AS leads_shift,
  min(g.interview_scheduled) OVER (PARTITION BY g.company_id, g.candidate_id, g.practice) AS interview_any,
  min(g.interview_scheduled) OVER (PARTITION BY g.company_id, g.candidate_id, g.practice, g.shift) AS interview_shift,
  g.applied, g.assessment_started, g.assessment_completed, g.assessment_passed, g.interview_scheduled, g.interviewed,
  g.offer, g.hired, g.rejected, g.withdrawn, g.scored_at, g.scores,
  (g.hired AT TIME ZONE c.time_zone)::date AS hired_on, date_part('hour', g.hired AT TIME ZONE c.time_zone)::smallint AS hired_hour,
  (g.hired AT TIME ZONE c.time_zone)::date - (g.applied AT TIME ZONE c.time_zone)::date AS hire_days
FROM (
  SELECT f.company_id, f.candidate_id, f.job_id, coalesce(j.practice, true) AS practice, j.shift, f.touched_at,
    f.touched_channel, f.applied, f.assessment_started, f.assessment_completed, f.assessment_passed,
    f.interview_scheduled, f.interviewed, f.offer, f.hired, f.rejected, f.withdrawn, f.scored_at, f.scores
  FROM (
    SELECT company_id, candidate_id, job_id,
      min(at) FILTER (WHERE what = 'touch') AS touched_at,
      (array_agg(channel ORDER BY at, channel) FILTER (WHERE what = 'touch'))[1] AS touched_channel,
      min(at) FILTER (WHERE what = 'applied') AS applied,
      min(at) FILTER (WHERE what = 'assessment_started') AS assessment_started,
      min(at) FILTER (WHERE what = 'assessment_completed') AS assessment_completed,
      min(at) FILTER (WHERE what = 'assessment_passed') AS assessment_passed,
      min(at) FILTER (WHERE what = 'interview_scheduled') AS interview_scheduled,
      min(at) FILTER (WHERE what = 'interviewed') AS interviewed,
      min(at) FILTER (WHERE what = 'offer') AS offer,
      min(at) FILTER (WHERE what = 'hired') AS hired,
      min(at) FILTER (WHERE what = 'rejected') AS rejected,
      min(at) FILTER (WHERE what = 'withdrawn') AS withdrawn,
      array_agg(at ORDER BY at) FILTER (WHERE what = 'score') AS scored_at,
      array_agg(score ORDER BY at) FILTER (WHERE what = 'score') AS scores
    FROM (
      SELECT company_id, candidate_id, job_id, 'touch' AS what, at, channel, NULL::double precision AS score FROM touches
      UNION ALL SELECT company_id, candidate_id, job_id, stage, at, NULL, NULL FROM milestones
      UNION ALL SELECT company_id, candidate_id, job_id, 'score', at, NULL, score FROM scores
    ) facts
    GROUP BY company_id, candidate_id, job_id
  ) f
  LEFT JOIN jobs j ON j.company_id = f.company_id AND j.id = f.job_id
) g
LEFT JOIN companies c ON c.id = g.company_id
WINDOW first_touch AS (PARTITION BY g.company_id, g.candidate_id ORDER BY g.touched_at, g.touched_channel, g.job_id);--> statement-breakpoint
CREATE VIEW "waits_from_facts" AS
SELECT a.company_id, asked.application_id, a.candidate_id, a.job_id, coalesce(t.channel, 'unknown') AS channel, t.first_at,
  asked.id AS asked_id, asked.at AS asked_at, answered.at AS answered_at,
  greatest(answered.at, undone.at) AS settled_at, (asked.at AT TIME ZONE c.time_zone)::date AS asked_on,
  date_part('hour', asked.at AT TIME ZONE c.time_zone)::smallint AS asked_hour
FROM (
  SELECT DISTINCT ON (company_id, application_id) company_id, application_id, at, id FROM application_events
  WHERE name IN ('human_requested', 'review_requested', 'consent_refused', 'answered_recruiter')
  ORDER BY company_id, application_id, id
) asked
LEFT JOIN LATERAL (
  SELECT e.at, e.id FROM application_events e
  WHERE e.company_id = asked.company_id AND e.application_id = asked.application_id AND e.id > asked.id
    AND e.name IN ('recruiter_replied', 'recruiter_asked', 'invited', 'declined')
    AND NOT EXISTS (SELECT 1 FROM application_events u WHERE u.company_id = e.company_id
      AND u.application_id = e.application_id AND u.key = 'undo:' || e.key)
  ORDER BY e.id LIMIT 1
) answered ON true
CROSS JOIN LATERAL (
  SELECT max(u.at) AS at FROM application_events e
  JOIN application_events u ON u.company_id = e.company_id AND u.application_id = e.application_id AND u.key = 'undo:' || e.key
  WHERE e.company_id = asked.company_id AND e.application_id = asked.application_id AND e.id > asked.id
    AND e.name IN ('recruiter_replied', 'recruiter_asked', 'invited', 'declined')
    AND (answered.id IS NULL OR e.id < answered.id)
) undone
JOIN applications a ON a.company_id = asked.company_id AND a.id = asked.application_id
LEFT JOIN companies c ON c.id = asked.company_id
LEFT JOIN LATERAL (
  SELECT channel, first_at FROM timelines WHERE company_id = a.company_id AND candidate_id = a.candidate_id LIMIT 1
) t ON true
WHERE answered.id IS NOT NULL OR undone.at IS NOT NULL;--> statement-breakpoint
CREATE VIEW "tenures_from_facts" AS
SELECT e.company_id, e.key, e.job_id, e.candidate_id, coalesce(t.channel, 'unknown') AS channel, t.first_at, e.hired_on,
  e.left_on, e.exit_reason
FROM employees e
LEFT JOIN LATERAL (
  SELECT channel, first_at FROM timelines WHERE company_id = e.company_id AND candidate_id = e.candidate_id LIMIT 1
) t ON true;--> statement-breakpoint
-- What every application counts for, and when (src/metrics/tallies.ts has the same for rows as they stood at another time).
CREATE VIEW "tallied" AS
SELECT t.company_id, t.candidate_id, t.job_id, t.channel, v.kind, v.at AT TIME ZONE c.time_zone AS local, 1 AS n,
  v.hit::int AS hits, 0::numeric AS amount, v.steps
FROM timelines t
JOIN companies c ON c.id = t.company_id
CROSS JOIN LATERAL (VALUES
  ('person', CASE WHEN t.leads THEN t.touched_at END, t.interview_any IS NOT NULL, NULL::int[]),
  ('person_shift', CASE WHEN t.leads_shift THEN t.touched_at END, t.interview_shift IS NOT NULL, NULL),
  ('person_job', t.touched_at, t.interview_scheduled IS NOT NULL, NULL),
  ('started', t.assessment_started, t.assessment_completed IS NOT NULL, NULL),
  ('completed', t.assessment_completed, t.assessment_passed IS NOT NULL, NULL),
  ('pending', CASE WHEN coalesce(t.assessment_passed, t.rejected, t.withdrawn) IS NULL THEN t.assessment_completed END, false, NULL),
  ('scheduled', t.interview_scheduled, false, NULL),
  ('interviewed', t.interviewed, t.offer IS NOT NULL, NULL),
  ('held', t.interviewed, t.hired IS NOT NULL, NULL),
  ('hired', t.hired, false, NULL),
  -- Of each of the seven steps to a hire: entered; then of each: entered and not got further.
  ('steps', t.applied, false, ARRAY[1, (t.assessment_started IS NOT NULL)::int, (t.assessment_completed IS NOT NULL)::int,
    (t.assessment_passed IS NOT NULL)::int, (t.interview_scheduled IS NOT NULL)::int, (t.interviewed IS NOT NULL)::int,
    (t.offer IS NOT NULL)::int, (t.assessment_started IS NULL)::int,
    (t.assessment_started IS NOT NULL AND t.assessment_completed IS NULL)::int,
    (t.assessment_completed IS NOT NULL AND t.assessment_passed IS NULL)::int,
    (t.assessment_passed IS NOT NULL AND t.interview_scheduled IS NULL)::int,
    (t.interview_scheduled IS NOT NULL AND t.interviewed IS NULL)::int,
    (t.interviewed IS NOT NULL AND t.offer IS NULL)::int, (t.offer IS NOT NULL AND t.hired IS NULL)::int])
) v (kind, at, hit, steps)
WHERE v.at IS NOT NULL
UNION ALL
SELECT t.company_id, t.candidate_id, t.job_id, t.channel, 'score', s.at AT TIME ZONE c.time_zone, 1, 0, s.score::numeric,
  NULL::int[]
FROM timelines t
JOIN companies c ON c.id = t.company_id
CROSS JOIN LATERAL unnest(t.scored_at, t.scores) s (at, score);--> statement-breakpoint
-- The two cells of a local time: its day; its quarter, weekday and hour, on the first such weekday of the quarter.
CREATE FUNCTION "tally_cells"("local" timestamp) RETURNS TABLE ("hourly" boolean, "day" date, "hour" smallint)
LANGUAGE sql IMMUTABLE AS $$
  SELECT false, local::date, (-1)::smallint
  UNION ALL
  SELECT true, q + (local::date - q) % 7, date_part('hour', local)::smallint FROM (SELECT date_trunc('quarter', local)::date AS q) s
$$;--> statement-breakpoint
-- Sums of arrays, element by element.
CREATE FUNCTION "add_steps"(int[], int[]) RETURNS int[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT ARRAY(SELECT a + b FROM unnest($1, $2) WITH ORDINALITY AS s (a, b, i) ORDER BY i)
$$;--> statement-breakpoint
CREATE AGGREGATE "sum_steps"(int[]) (SFUNC = add_steps, STYPE = int[]);--> statement-breakpoint
-- Adds the changes up. One at a time: two would wait for each other's cells.
CREATE FUNCTION "merge_tallies"("of_company" text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE merged bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('tallies ' || of_company, 0));
  WITH gone AS (DELETE FROM tally_changes WHERE company_id = of_company RETURNING *),
  summed AS (
    INSERT INTO tallies (company_id, kind, hourly, day, hour, channel, job_id, n, hits, amount, steps)
    SELECT company_id, kind, hourly, day, hour, channel, job_id, sum(n), sum(hits), sum(amount), sum_steps(steps) FROM gone
    GROUP BY company_id, kind, hourly, day, hour, channel, job_id ORDER BY 1, 2, 3, 4, 5, 6, 7
    ON CONFLICT (company_id, kind, hourly, day, hour, channel, job_id) DO UPDATE
    SET n = tallies.n + excluded.n, hits = tallies.hits + excluded.hits, amount = tallies.amount + excluded.amount,
      steps = add_steps(tallies.steps, excluded.steps)
  )
  SELECT count(*) INTO merged FROM gone;
  RETURN merged;
END $$;--> statement-breakpoint
-- Changes of one candidate wait for each other, so that each sees the facts of the one before; with many candidates at
-- once, all changes of the company do.
CREATE FUNCTION "lock_timelines"("of_company" text, "people" uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF cardinality(people) > 200 THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('timelines ' || of_company, 0));
  ELSE
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('timelines ' || of_company, 0));
    PERFORM pg_advisory_xact_lock(hashtextextended(of_company || ' ' || p, 1))
    FROM (SELECT p FROM unnest(people) p WHERE p IS NOT NULL ORDER BY p) s;
  END IF;
END $$;--> statement-breakpoint
-- Computes the rows of some candidates anew, after a change of their facts.
CREATE FUNCTION "refresh_timelines"("of_company" text, "people" uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  part uuid[];
  before tallied[];
BEGIN
  PERFORM lock_timelines(of_company, people);
  FOR i IN 0 .. (cardinality(people) - 1) / 1000 LOOP
    part := people[1000 * i + 1 : 1000 * (i + 1)];
    before := ARRAY(SELECT t FROM tallied t WHERE t.company_id = of_company AND t.candidate_id = ANY (part));
    DELETE FROM timelines WHERE company_id = of_company AND candidate_id = ANY (part);
    INSERT INTO timelines SELECT * FROM timelines_from_facts WHERE company_id = of_company AND candidate_id = ANY (part);
    INSERT INTO tally_changes (company_id, kind, hourly, day, hour, channel, job_id, n, hits, amount, steps)
    SELECT of_company, t.kind, c.hourly, c.day, c.hour, t.channel, t.job_id, sum(t.n), sum(t.hits), sum(t.amount),
      sum_steps(t.steps)
    FROM (
      SELECT kind, local, channel, job_id, -n AS n, -hits AS hits, -amount AS amount,
        (SELECT array_agg(-s.n ORDER BY s.i) FROM unnest(b.steps) WITH ORDINALITY AS s (n, i)) AS steps
      FROM unnest(before) b
      UNION ALL
      SELECT kind, local, channel, job_id, n, hits, amount, steps FROM tallied
      WHERE company_id = of_company AND candidate_id = ANY (part)
    ) t
    CROSS JOIN LATERAL tally_cells(t.local) c
    GROUP BY 2, 3, 4, 5, 6, 7
    HAVING sum(t.n) <> 0 OR sum(t.hits) <> 0 OR sum(t.amount) <> 0 OR sum_steps(t.steps) <> array_fill(0, ARRAY[14]);
    UPDATE waits w SET channel = coalesce(t.channel, 'unknown'), first_at = t.first_at
    FROM unnest(part) p
    LEFT JOIN LATERAL (
      SELECT channel, first_at FROM timelines WHERE company_id = of_company AND candidate_id = p LIMIT 1
    ) t ON true
    WHERE w.company_id = of_company AND w.candidate_id = p
      AND (w.channel, w.first_at) IS DISTINCT FROM (coalesce(t.channel, 'unknown'), t.first_at);
    UPDATE tenures e SET channel = coalesce(t.channel, 'unknown'), first_at = t.first_at
    FROM unnest(part) p
    LEFT JOIN LATERAL (
      SELECT channel, first_at FROM timelines WHERE company_id = of_company AND candidate_id = p LIMIT 1
    ) t ON true
    WHERE e.company_id = of_company AND e.candidate_id = p
      AND (e.channel, e.first_at) IS DISTINCT FROM (coalesce(t.channel, 'unknown'), t.first_at);
  END LOOP;
  IF cardinality(people) > 200 THEN
    PERFORM merge_tallies(of_company);
  END IF;
END $$;--> statement-breakpoint
-- Makes everything anew from the facts.
CREATE FUNCTION "rebuild_timelines"("of_company" text) RETURNS void LANGUAGE plpgsql
SET work_mem = '256MB' SET plan_cache_mode = 'force_custom_plan' AS $$
DECLARE by_hour boolean;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('timelines ' || of_company, 0));
  PERFORM pg_advisory_xact_lock(hashtextextended('tallies ' || of_company, 0));
  DELETE FROM timelines WHERE company_id = of_company;
  DELETE FROM tallies WHERE company_id = of_company;
  DELETE FROM tally_changes WHERE company_id = of_company;
  DELETE FROM waits WHERE company_id = of_company;
  DELETE FROM tenures WHERE company_id = of_company;
  INSERT INTO timelines SELECT * FROM timelines_from_facts WHERE company_id = of_company;
  -- The two sorts of cells one after the other: twice as many sums would not fit into memory.
  FOREACH by_hour IN ARRAY ARRAY[false, true] LOOP
    WITH sums AS MATERIALIZED (
      SELECT t.kind, c.hourly, c.day, c.hour, t.channel, t.job_id, sum(t.n) AS n, sum(t.hits) AS hits, sum(t.amount) AS amount,
        sum_steps(t.steps) AS steps
      FROM tallied t CROSS JOIN LATERAL tally_cells(t.local) c
      WHERE t.company_id = of_company AND c.hourly = by_hour
      GROUP BY 1, 2, 3, 4, 5, 6
    )
    INSERT INTO tallies (company_id, kind, hourly, day, hour, channel, job_id, n, hits, amount, steps)
    SELECT of_company, kind, hourly, day, hour, channel, job_id, n, hits, amount, steps FROM sums ORDER BY 2, 3, 4, 5, 6, 7;
  END LOOP;
  INSERT INTO waits SELECT * FROM waits_from_facts WHERE company_id = of_company;
  INSERT INTO tenures SELECT * FROM tenures_from_facts WHERE company_id = of_company;
END $$;--> statement-breakpoint
CREATE FUNCTION "after_facts"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed record;
BEGIN
  IF TG_OP <> 'DELETE' THEN
    FOR changed IN SELECT company_id, array_agg(DISTINCT candidate_id) AS people FROM new_rows GROUP BY company_id LOOP
      PERFORM refresh_timelines(changed.company_id, changed.people);
    END LOOP;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    FOR changed IN SELECT company_id, array_agg(DISTINCT candidate_id) AS people FROM old_rows GROUP BY company_id LOOP
      PERFORM refresh_timelines(changed.company_id, changed.people);
    END LOOP;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION "after_employees"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed record;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM tenures e USING old_rows o WHERE e.company_id = o.company_id AND e.key = o.key AND e.job_id = o.job_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    FOR changed IN SELECT company_id, array_agg(DISTINCT candidate_id) AS people FROM new_rows GROUP BY company_id LOOP
      PERFORM lock_timelines(changed.company_id, changed.people);
    END LOOP;
    INSERT INTO tenures SELECT v.* FROM new_rows n
    JOIN tenures_from_facts v ON v.company_id = n.company_id AND v.key = n.key AND v.job_id = n.job_id;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION "after_events"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed record;
BEGIN
  FOR changed IN
    SELECT DISTINCT e.company_id, a.candidate_id, e.application_id FROM changed_rows e
    JOIN applications a ON a.company_id = e.company_id AND a.id = e.application_id
    WHERE e.name IN ('human_requested', 'review_requested', 'consent_refused', 'answered_recruiter', 'recruiter_replied',
      'recruiter_asked', 'invited', 'declined') OR e.key LIKE 'undo:%'
    ORDER BY 1, 2, 3
  LOOP
    PERFORM lock_timelines(changed.company_id, ARRAY[changed.candidate_id]);
    DELETE FROM waits WHERE company_id = changed.company_id AND application_id = changed.application_id;
    INSERT INTO waits SELECT * FROM waits_from_facts
    WHERE company_id = changed.company_id AND application_id = changed.application_id;
  END LOOP;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION "after_job"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE people uuid[] := ARRAY(SELECT DISTINCT candidate_id FROM timelines WHERE company_id = new.company_id AND job_id = new.id);
BEGIN
  IF cardinality(people) > 0 THEN
    PERFORM refresh_timelines(new.company_id, people);
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION "after_company"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM rebuild_timelines(new.id);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "touches_inserted" AFTER INSERT ON "touches" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION after_facts();--> statement-breakpoint
CREATE TRIGGER "touches_updated" AFTER UPDATE ON "touches" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION after_facts();--> statement-breakpoint
CREATE TRIGGER "touches_deleted" AFTER DELETE ON "touches" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION after_facts();--> statement-breakpoint
CREATE TRIGGER "milestones_inserted" AFTER INSERT ON "milestones" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION after_facts();--> statement-breakpoint
CREATE TRIGGER "milestones_updated" AFTER UPDATE ON "milestones" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION after_facts();--> statement-breakpoint
CREATE TRIGGER "milestones_deleted" AFTER DELETE ON "milestones" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION after_facts();--> statement-breakpoint
CREATE TRIGGER "scores_inserted" AFTER INSERT ON "scores" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION after_facts();--> statement-breakpoint
CREATE TRIGGER "scores_updated" AFTER UPDATE ON "scores" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION after_facts();--> statement-breakpoint
CREATE TRIGGER "scores_deleted" AFTER DELETE ON "scores" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION after_facts();--> statement-breakpoint
CREATE TRIGGER "employees_inserted" AFTER INSERT ON "employees" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION after_employees();--> statement-breakpoint
CREATE TRIGGER "employees_updated" AFTER UPDATE ON "employees" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION after_employees();--> statement-breakpoint
CREATE TRIGGER "employees_deleted" AFTER DELETE ON "employees" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION after_employees();--> statement-breakpoint
CREATE TRIGGER "application_events_inserted" AFTER INSERT ON "application_events" REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION after_events();--> statement-breakpoint
CREATE TRIGGER "application_events_deleted" AFTER DELETE ON "application_events" REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION after_events();--> statement-breakpoint
CREATE TRIGGER "jobs_inserted" AFTER INSERT ON "jobs" FOR EACH ROW EXECUTE FUNCTION after_job();--> statement-breakpoint
CREATE TRIGGER "jobs_updated" AFTER UPDATE OF "practice", "shift" ON "jobs" FOR EACH ROW
WHEN ((old.practice, old.shift) IS DISTINCT FROM (new.practice, new.shift)) EXECUTE FUNCTION after_job();--> statement-breakpoint
CREATE TRIGGER "companies_updated" AFTER UPDATE OF "time_zone" ON "companies" FOR EACH ROW
WHEN (old.time_zone IS DISTINCT FROM new.time_zone) EXECUTE FUNCTION after_company();--> statement-breakpoint
-- Backfill: what was recorded before these tables existed.
SELECT rebuild_timelines(id) FROM companies;
