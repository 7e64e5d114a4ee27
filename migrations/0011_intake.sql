CREATE TABLE "candidate_contacts" (
	"company_id" text NOT NULL,
	"kind" text NOT NULL,
	"value_index" text NOT NULL,
	"candidate_id" uuid NOT NULL,
	"value_sealed" "bytea",
	"intake_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "candidate_contacts_company_id_kind_value_index_pk" PRIMARY KEY("company_id","kind","value_index")
);
--> statement-breakpoint
CREATE TABLE "intakes" (
	"company_id" text NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"source_index" text NOT NULL,
	"candidate_id" uuid NOT NULL,
	"application_id" uuid,
	"import_id" uuid,
	"made_candidate" boolean NOT NULL,
	"made_application" boolean NOT NULL,
	"made_touch" boolean NOT NULL,
	"gave_name" boolean DEFAULT false NOT NULL,
	"gave_phone" boolean DEFAULT false NOT NULL,
	"also_candidate_id" uuid,
	"channel" text NOT NULL,
	"campaign" text,
	"lawful_basis" text NOT NULL,
	"actor" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "intakes_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "intakes_source" UNIQUE("company_id","kind","source_index")
);
--> statement-breakpoint
CREATE TABLE "resumes" (
	"company_id" text NOT NULL,
	"id" uuid NOT NULL,
	"candidate_id" uuid NOT NULL,
	"application_id" uuid,
	"intake_id" uuid NOT NULL,
	"fields" jsonb NOT NULL,
	"body_sealed" "bytea",
	"received_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "resumes_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE INDEX "candidate_contacts_candidate" ON "candidate_contacts" USING btree ("company_id","candidate_id");--> statement-breakpoint
CREATE INDEX "candidate_contacts_intake" ON "candidate_contacts" USING btree ("company_id","intake_id");--> statement-breakpoint
CREATE INDEX "intakes_candidate" ON "intakes" USING btree ("company_id","candidate_id");--> statement-breakpoint
CREATE INDEX "intakes_import" ON "intakes" USING btree ("company_id","import_id");--> statement-breakpoint
CREATE INDEX "resumes_candidate" ON "resumes" USING btree ("company_id","candidate_id","received_at");--> statement-breakpoint
CREATE INDEX "resumes_intake" ON "resumes" USING btree ("company_id","intake_id");--> statement-breakpoint
CREATE INDEX "resumes_created" ON "resumes" USING btree ("created_at");