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
CREATE INDEX "mails_file" ON "mails" USING btree ("company_id","file_index");--> statement-breakpoint
CREATE INDEX "mails_state" ON "mails" USING btree ("company_id","state","created_at");--> statement-breakpoint
CREATE INDEX "mails_candidate" ON "mails" USING btree ("company_id","candidate_id");