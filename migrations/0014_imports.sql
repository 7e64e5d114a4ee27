ALTER TABLE "imports" ADD COLUMN "stalls" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- Until now it stayed where it was; from now on it says that somebody is still at it.
UPDATE "imports" SET "alive_at" = NULL WHERE "state" = 'undone';--> statement-breakpoint
-- Several statements about the same many people are followed by one computation (src/db/timelines-once.ts).
CREATE OR REPLACE FUNCTION "after_facts"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed record;
BEGIN
  IF current_setting('qinpin.timelines', true) = 'held' THEN
    RETURN NULL;
  END IF;
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
END $$;
