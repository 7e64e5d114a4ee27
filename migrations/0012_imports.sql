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
ALTER TABLE "intakes" ADD COLUMN "made_milestone" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "candidate_merges_kept" ON "candidate_merges" USING btree ("company_id","kept_id");--> statement-breakpoint
CREATE INDEX "candidate_merges_gone" ON "candidate_merges" USING btree ("company_id","gone_id");--> statement-breakpoint
CREATE INDEX "imports_created" ON "imports" USING btree ("company_id","created_at");