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
CREATE TABLE "candidate_merges" (
	"company_id" text NOT NULL,
	"id" uuid NOT NULL,
	"kept_id" uuid NOT NULL,
	"gone_id" uuid NOT NULL,
	"record_sealed" "bytea",
	"merged_by" text NOT NULL,
	"merged_at" timestamp with time zone NOT NULL,
	"undone_by" text,
	"undone_at" timestamp with time zone,
	CONSTRAINT "candidate_merges_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "import_bad_rows" (
	"company_id" text NOT NULL,
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "import_bad_rows_company_id_import_id_line_pk" PRIMARY KEY("company_id","import_id","line")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"company_id" text NOT NULL,
	"id" uuid NOT NULL,
	"name_sealed" "bytea",
	"file_index" text NOT NULL,
	"file_sealed" "bytea",
	"format" text NOT NULL,
	"plan" jsonb NOT NULL,
	"state" text NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"created" integer DEFAULT 0 NOT NULL,
	"joined" integer DEFAULT 0 NOT NULL,
	"repeated" integer DEFAULT 0 NOT NULL,
	"erased" integer DEFAULT 0 NOT NULL,
	"bad" integer DEFAULT 0 NOT NULL,
	"removed" integer,
	"kept" integer,
	"actor" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"alive_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"undone_by" text,
	"undone_at" timestamp with time zone,
	CONSTRAINT "imports_company_id_id_pk" PRIMARY KEY("company_id","id")
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
	"made_milestone" boolean DEFAULT false NOT NULL,
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
CREATE INDEX "candidate_merges_kept" ON "candidate_merges" USING btree ("company_id","kept_id");--> statement-breakpoint
CREATE INDEX "candidate_merges_gone" ON "candidate_merges" USING btree ("company_id","gone_id");--> statement-breakpoint
CREATE INDEX "imports_created" ON "imports" USING btree ("company_id","created_at");--> statement-breakpoint
CREATE INDEX "intakes_candidate" ON "intakes" USING btree ("company_id","candidate_id");--> statement-breakpoint
CREATE INDEX "intakes_import" ON "intakes" USING btree ("company_id","import_id");--> statement-breakpoint
CREATE INDEX "resumes_candidate" ON "resumes" USING btree ("company_id","candidate_id","received_at");--> statement-breakpoint
CREATE INDEX "resumes_intake" ON "resumes" USING btree ("company_id","intake_id");--> statement-breakpoint
CREATE INDEX "resumes_created" ON "resumes" USING btree ("created_at");