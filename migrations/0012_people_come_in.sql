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
CREATE TABLE "mail_positions" (
	"company_id" text NOT NULL,
	"position" text NOT NULL,
	"job_id" text NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mail_positions_company_id_position_pk" PRIMARY KEY("company_id","position")
);
--> statement-breakpoint
CREATE TABLE "mail_rules" (
	"company_id" text NOT NULL,
	"id" text NOT NULL,
	"channel" text NOT NULL,
	"of" text NOT NULL,
	"pattern" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"place" integer DEFAULT 0 NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mail_rules_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "mailboxes" (
	"company_id" text NOT NULL,
	"account" text NOT NULL,
	"uid_validity" text,
	"last_uid" bigint DEFAULT 0 NOT NULL,
	"since" date NOT NULL,
	"token" uuid,
	"lease_until" timestamp with time zone,
	"checked_at" timestamp with time zone,
	CONSTRAINT "mailboxes_company_id_account_pk" PRIMARY KEY("company_id","account")
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"company_id" text NOT NULL,
	"id" uuid NOT NULL,
	"digest_index" text NOT NULL,
	"file_index" text,
	"state" text NOT NULL,
	"reason" text,
	"channel" text,
	"rule" text,
	"verified" boolean DEFAULT false NOT NULL,
	"job_id" text,
	"candidate_id" uuid,
	"application_id" uuid,
	"contact_indexes" text[] DEFAULT '{}' NOT NULL,
	"body_sealed" "bytea",
	"received_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"settled_by" text,
	"settled_at" timestamp with time zone,
	CONSTRAINT "mails_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "mails_digest" UNIQUE("company_id","digest_index")
);
--> statement-breakpoint
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
CREATE TABLE "platform_cursors" (
	"company_id" text NOT NULL,
	"channel" text NOT NULL,
	"account" text NOT NULL,
	"cursor" text DEFAULT '' NOT NULL,
	"due" boolean DEFAULT false NOT NULL,
	"ticket_sealed" "bytea",
	"notice" uuid,
	"lease" uuid,
	"lease_until" timestamp with time zone,
	CONSTRAINT "platform_cursors_company_id_channel_account_pk" PRIMARY KEY("company_id","channel","account")
);
--> statement-breakpoint
CREATE TABLE "platform_tokens" (
	"company_id" text NOT NULL,
	"channel" text NOT NULL,
	"account" text NOT NULL,
	"token_sealed" "bytea",
	"expires_at" timestamp with time zone,
	"lease" uuid,
	"lease_until" timestamp with time zone,
	CONSTRAINT "platform_tokens_company_id_channel_account_pk" PRIMARY KEY("company_id","channel","account")
);
--> statement-breakpoint
CREATE TABLE "reply_windows" (
	"company_id" text NOT NULL,
	"conversation_id" uuid NOT NULL,
	"windows" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reply_windows_company_id_conversation_id_pk" PRIMARY KEY("company_id","conversation_id")
);
--> statement-breakpoint
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
CREATE INDEX "candidate_contacts_candidate" ON "candidate_contacts" USING btree ("company_id","candidate_id");--> statement-breakpoint
CREATE INDEX "candidate_contacts_intake" ON "candidate_contacts" USING btree ("company_id","intake_id");--> statement-breakpoint
CREATE INDEX "candidate_merges_kept" ON "candidate_merges" USING btree ("company_id","kept_id");--> statement-breakpoint
CREATE INDEX "candidate_merges_gone" ON "candidate_merges" USING btree ("company_id","gone_id");--> statement-breakpoint
CREATE INDEX "imports_created" ON "imports" USING btree ("company_id","created_at");--> statement-breakpoint
CREATE INDEX "intakes_candidate" ON "intakes" USING btree ("company_id","candidate_id");--> statement-breakpoint
CREATE INDEX "intakes_import" ON "intakes" USING btree ("company_id","import_id");--> statement-breakpoint
CREATE INDEX "resumes_candidate" ON "resumes" USING btree ("company_id","candidate_id","received_at");--> statement-breakpoint
CREATE INDEX "resumes_intake" ON "resumes" USING btree ("company_id","intake_id");--> statement-breakpoint
CREATE INDEX "resumes_created" ON "resumes" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "mails_file" ON "mails" USING btree ("company_id","file_index");--> statement-breakpoint
CREATE INDEX "mails_state" ON "mails" USING btree ("company_id","state","created_at");--> statement-breakpoint
CREATE INDEX "mails_candidate" ON "mails" USING btree ("company_id","candidate_id");--> statement-breakpoint
CREATE INDEX "candidate_profiles_due" ON "candidate_profiles" USING btree ("due_on");--> statement-breakpoint
CREATE INDEX "pool_invitations_candidate" ON "pool_invitations" USING btree ("company_id","candidate_id","invited_at");--> statement-breakpoint
CREATE INDEX "reply_windows_updated" ON "reply_windows" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "posting_events_job" ON "posting_events" USING btree ("company_id","job_id","channel","at");--> statement-breakpoint
CREATE INDEX "applications_first_touch" ON "applications" USING btree ("company_id","first_touch");