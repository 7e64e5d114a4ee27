CREATE TABLE "asked_questions" (
	"company_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"person" text NOT NULL,
	"place" text NOT NULL,
	"question_sealed" "bytea" NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "asked_questions_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE INDEX "asked_questions_lately" ON "asked_questions" USING btree ("company_id","person","place","asked_at");--> statement-breakpoint
CREATE INDEX "asked_questions_age" ON "asked_questions" USING btree ("asked_at");