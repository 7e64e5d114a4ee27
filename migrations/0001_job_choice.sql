ALTER TABLE "jobs" ADD COLUMN "scenario_ids" text[];--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "rule_ids" text[];--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "practice" boolean DEFAULT false NOT NULL;