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
CREATE INDEX "reply_windows_updated" ON "reply_windows" USING btree ("updated_at");