CREATE TABLE "employees" (
	"company_id" text NOT NULL,
	"key" text NOT NULL,
	"job_id" text NOT NULL,
	"candidate_id" uuid,
	"hired_on" date NOT NULL,
	"left_on" date,
	"exit_reason" text,
	"sat" double precision,
	"three_min_rate" double precision,
	CONSTRAINT "employees_company_id_key_job_id_pk" PRIMARY KEY("company_id","key","job_id")
);
--> statement-breakpoint
CREATE TABLE "milestones" (
	"company_id" text NOT NULL,
	"candidate_id" uuid NOT NULL,
	"job_id" text NOT NULL,
	"stage" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "milestones_company_id_candidate_id_job_id_stage_pk" PRIMARY KEY("company_id","candidate_id","job_id","stage")
);
--> statement-breakpoint
CREATE TABLE "scores" (
	"company_id" text NOT NULL,
	"candidate_id" uuid NOT NULL,
	"job_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"score" double precision NOT NULL,
	CONSTRAINT "scores_company_id_candidate_id_job_id_at_pk" PRIMARY KEY("company_id","candidate_id","job_id","at")
);
--> statement-breakpoint
CREATE TABLE "spend" (
	"company_id" text NOT NULL,
	"channel" text NOT NULL,
	"day" date NOT NULL,
	"amount_cny" numeric(12, 2) NOT NULL,
	CONSTRAINT "spend_company_id_channel_day_pk" PRIMARY KEY("company_id","channel","day")
);
--> statement-breakpoint
CREATE TABLE "touches" (
	"company_id" text NOT NULL,
	"candidate_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"job_id" text NOT NULL,
	"channel" text NOT NULL,
	CONSTRAINT "touches_company_id_candidate_id_at_job_id_channel_pk" PRIMARY KEY("company_id","candidate_id","at","job_id","channel")
);
--> statement-breakpoint
ALTER TABLE "candidates" ADD COLUMN "phone_sealed" "bytea";--> statement-breakpoint
ALTER TABLE "candidates" ADD COLUMN "phone_index" text;--> statement-breakpoint
ALTER TABLE "candidates" ADD COLUMN "external_index" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "shift" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "opened_on" date;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "openings" integer;--> statement-breakpoint
CREATE INDEX "milestones_stage" ON "milestones" USING btree ("company_id","stage","at");--> statement-breakpoint
CREATE INDEX "scores_at" ON "scores" USING btree ("company_id","at");--> statement-breakpoint
CREATE INDEX "touches_at" ON "touches" USING btree ("company_id","at");--> statement-breakpoint
CREATE INDEX "candidates_phone" ON "candidates" USING btree ("company_id","phone_index");--> statement-breakpoint
ALTER TABLE "candidates" ADD CONSTRAINT "candidates_external" UNIQUE("company_id","external_index");--> statement-breakpoint
-- Backfill: what was recorded before these tables existed (names as in core/milestones.ts).
INSERT INTO "touches" ("company_id", "candidate_id", "at", "job_id", "channel")
SELECT a."company_id", a."candidate_id", a."created_at", a."job_id", coalesce(l."source", 'unknown')
FROM "applications" a LEFT JOIN "tracking_links" l ON l."company_id" = a."company_id" AND l."code" = a."first_touch"
ON CONFLICT DO NOTHING;--> statement-breakpoint
INSERT INTO "milestones" ("company_id", "candidate_id", "job_id", "stage", "at")
SELECT a."company_id", a."candidate_id", a."job_id", s."stage", min(e."at")
FROM "application_events" e
JOIN "applications" a ON a."company_id" = e."company_id" AND a."id" = e."application_id"
JOIN (VALUES ('started', 'applied'), ('assessment_started', 'assessment_started'),
  ('assessment_completed', 'assessment_completed'), ('invited', 'assessment_passed'), ('invited', 'interview_scheduled'),
  ('declined', 'rejected'), ('erased', 'withdrawn')) s ("name", "stage") ON s."name" = e."name"
WHERE s."stage" <> 'rejected' OR a."stage" = 'declined'
GROUP BY 1, 2, 3, 4
ON CONFLICT DO NOTHING;--> statement-breakpoint
INSERT INTO "scores" ("company_id", "candidate_id", "job_id", "at", "score")
SELECT DISTINCT ON (a."company_id", a."candidate_id", a."job_id", s."created_at")
  a."company_id", a."candidate_id", a."job_id", s."created_at", s."total"
FROM "assessments" s JOIN "applications" a ON a."company_id" = s."company_id" AND a."id" = s."application_id"
ORDER BY a."company_id", a."candidate_id", a."job_id", s."created_at", s."id"
ON CONFLICT DO NOTHING;
