CREATE TABLE "review_reminders" (
	"company_id" text NOT NULL,
	"application_id" uuid NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"level" text NOT NULL,
	"person" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	CONSTRAINT "review_reminders_company_id_application_id_since_level_person_pk" PRIMARY KEY("company_id","application_id","since","level","person")
);
--> statement-breakpoint
CREATE TABLE "work_settings" (
	"company_id" text PRIMARY KEY NOT NULL,
	"working_time" jsonb NOT NULL,
	"shown_zh" text NOT NULL,
	"shown_en" text NOT NULL,
	"updated_by" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "review_reminders_person" ON "review_reminders" USING btree ("company_id","person","sent_at");