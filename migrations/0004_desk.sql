CREATE TABLE "assignments" (
	"company_id" text NOT NULL,
	"application_id" uuid NOT NULL,
	"recruiter_id" text NOT NULL,
	"assigned_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "assignments_company_id_application_id_pk" PRIMARY KEY("company_id","application_id")
);
--> statement-breakpoint
CREATE INDEX "assignments_recruiter" ON "assignments" USING btree ("company_id","recruiter_id");