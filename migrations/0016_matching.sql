CREATE TABLE "candidate_profiles" (
	"company_id" text NOT NULL,
	"candidate_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"tags" jsonb NOT NULL,
	"terms" text[] NOT NULL,
	"available_from" date,
	"pool_until" date,
	"due_on" date,
	"derived_at" timestamp with time zone NOT NULL,
	CONSTRAINT "candidate_profiles_company_id_candidate_id_pk" PRIMARY KEY("company_id","candidate_id"),
	CONSTRAINT "candidate_profiles_ordinal" UNIQUE("company_id","ordinal")
);
--> statement-breakpoint
CREATE TABLE "job_profiles" (
	"company_id" text NOT NULL,
	"job_id" text NOT NULL,
	"profile" jsonb NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "job_profiles_company_id_job_id_pk" PRIMARY KEY("company_id","job_id")
);
--> statement-breakpoint
CREATE TABLE "own_tags" (
	"company_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "own_tags_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "pool_invitations" (
	"company_id" text NOT NULL,
	"job_id" text NOT NULL,
	"candidate_id" uuid NOT NULL,
	"application_id" uuid NOT NULL,
	"invited_by" text NOT NULL,
	"invited_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"reason" text,
	"sent_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	CONSTRAINT "pool_invitations_company_id_job_id_candidate_id_pk" PRIMARY KEY("company_id","job_id","candidate_id")
);
--> statement-breakpoint
CREATE TABLE "pool_optouts" (
	"company_id" text NOT NULL,
	"candidate_id" uuid NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "pool_optouts_company_id_candidate_id_pk" PRIMARY KEY("company_id","candidate_id")
);
--> statement-breakpoint
CREATE TABLE "profile_marks" (
	"company_id" text NOT NULL,
	"candidate_id" uuid NOT NULL,
	"marks" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "profile_marks_company_id_candidate_id_pk" PRIMARY KEY("company_id","candidate_id")
);
--> statement-breakpoint
CREATE TABLE "tag_bitmaps" (
	"company_id" text NOT NULL,
	"term" text NOT NULL,
	"piece" integer NOT NULL,
	"bits" "bytea" NOT NULL,
	CONSTRAINT "tag_bitmaps_company_id_term_piece_pk" PRIMARY KEY("company_id","term","piece")
);
--> statement-breakpoint
CREATE TABLE "tag_notes" (
	"company_id" text NOT NULL,
	"candidate_id" uuid NOT NULL,
	"tag" text NOT NULL,
	"holds" boolean NOT NULL,
	"noted_by" text NOT NULL,
	"noted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "tag_notes_company_id_candidate_id_tag_pk" PRIMARY KEY("company_id","candidate_id","tag")
);
--> statement-breakpoint
CREATE INDEX "candidate_profiles_due" ON "candidate_profiles" USING btree ("due_on");--> statement-breakpoint
CREATE INDEX "pool_invitations_candidate" ON "pool_invitations" USING btree ("company_id","candidate_id","invited_at");