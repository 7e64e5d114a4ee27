CREATE TABLE "candidate_questions" (
	"company_id" text NOT NULL,
	"id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"job_id" text NOT NULL,
	"application_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"question_sealed" "bytea" NOT NULL,
	"entry" text,
	"state" text DEFAULT 'open' NOT NULL,
	"answer_sealed" "bytea",
	"answered_by" text,
	"asked_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"settled_by" text,
	CONSTRAINT "candidate_questions_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE INDEX "candidate_questions_group" ON "candidate_questions" USING btree ("company_id","group_id");--> statement-breakpoint
CREATE INDEX "candidate_questions_job" ON "candidate_questions" USING btree ("company_id","job_id","state");--> statement-breakpoint
CREATE INDEX "candidate_questions_application" ON "candidate_questions" USING btree ("company_id","application_id");--> statement-breakpoint
CREATE INDEX "candidate_questions_age" ON "candidate_questions" USING btree ("asked_at");