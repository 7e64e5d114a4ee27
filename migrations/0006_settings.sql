CREATE TABLE "audit" (
	"company_id" text NOT NULL,
	"id" bigserial NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "audit_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "company_settings" (
	"company_id" text NOT NULL,
	"key" text NOT NULL,
	"value" jsonb NOT NULL,
	"updated_by" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "company_settings_company_id_key_pk" PRIMARY KEY("company_id","key")
);
--> statement-breakpoint
CREATE TABLE "faq_entries" (
	"company_id" text NOT NULL,
	"id" uuid NOT NULL,
	"job_id" text DEFAULT '' NOT NULL,
	"question" text NOT NULL,
	"answer" text NOT NULL,
	"updated_by" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "faq_entries_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "job_recruiters" (
	"company_id" text NOT NULL,
	"job_id" text NOT NULL,
	"recruiter_id" text NOT NULL,
	"assigned_by" text,
	"assigned_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "job_recruiters_company_id_job_id_recruiter_id_pk" PRIMARY KEY("company_id","job_id","recruiter_id")
);
--> statement-breakpoint
CREATE TABLE "recruiter_settings" (
	"company_id" text NOT NULL,
	"recruiter_id" text NOT NULL,
	"locale" text,
	"digests" boolean DEFAULT true NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "recruiter_settings_company_id_recruiter_id_pk" PRIMARY KEY("company_id","recruiter_id")
);
--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("company_id","at");--> statement-breakpoint
CREATE INDEX "faq_entries_job" ON "faq_entries" USING btree ("company_id","job_id");--> statement-breakpoint
CREATE INDEX "job_recruiters_recruiter" ON "job_recruiters" USING btree ("company_id","recruiter_id");