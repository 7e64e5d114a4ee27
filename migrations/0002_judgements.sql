CREATE TABLE "judgements" (
	"company_id" text NOT NULL,
	"assessment_id" uuid NOT NULL,
	"run" integer NOT NULL,
	"application_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"not_before" timestamp with time zone NOT NULL,
	"token" uuid,
	"lease_until" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"source" text,
	"reason" text,
	"model" text,
	"calls" integer DEFAULT 0 NOT NULL,
	"tokens" integer DEFAULT 0 NOT NULL,
	"ms" integer DEFAULT 0 NOT NULL,
	"result_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "judgements_company_id_assessment_id_run_pk" PRIMARY KEY("company_id","assessment_id","run")
);
--> statement-breakpoint
ALTER TABLE "assessments" ADD COLUMN "standing" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX "judgements_conversation" ON "judgements" USING btree ("company_id","conversation_id");--> statement-breakpoint
CREATE INDEX "judgements_open" ON "judgements" USING btree ("not_before") WHERE state <> 'done';