CREATE TABLE "job_adverts" (
	"company_id" text NOT NULL,
	"job_id" text NOT NULL,
	"about" text NOT NULL,
	"needs" text NOT NULL,
	"offers" text NOT NULL,
	"english" text NOT NULL,
	"city" text NOT NULL,
	"pay_min" integer,
	"pay_max" integer,
	"employment" text NOT NULL,
	"closes_on" date,
	"updated_by" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "job_adverts_company_id_job_id_pk" PRIMARY KEY("company_id","job_id")
);
--> statement-breakpoint
CREATE TABLE "posting_events" (
	"company_id" text NOT NULL,
	"id" uuid NOT NULL,
	"job_id" text NOT NULL,
	"channel" text NOT NULL,
	"kind" text NOT NULL,
	"actor" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "posting_events_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE INDEX "posting_events_job" ON "posting_events" USING btree ("company_id","job_id","channel","at");