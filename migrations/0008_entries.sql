CREATE TABLE "api_tokens" (
	"company_id" text NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_tokens_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "api_tokens_hash" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "exports_made" (
	"company_id" text NOT NULL,
	"id" uuid NOT NULL,
	"actor" text NOT NULL,
	"format" text NOT NULL,
	"filter" jsonb NOT NULL,
	"token_hash" text,
	"at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"rows" integer,
	"fetched_at" timestamp with time zone,
	CONSTRAINT "exports_made_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "exports_made_token" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "mail_sources" (
	"company_id" text NOT NULL,
	"application_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "mail_sources_company_id_application_id_pk" PRIMARY KEY("company_id","application_id")
);
--> statement-breakpoint
CREATE TABLE "spend_entries" (
	"company_id" text NOT NULL,
	"id" uuid NOT NULL,
	"channel" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"amount_cny" numeric(14, 2) NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"actor" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"undone_by" text,
	"undone_at" timestamp with time zone,
	CONSTRAINT "spend_entries_company_id_id_pk" PRIMARY KEY("company_id","id")
);
