CREATE TABLE "voices" (
	"company_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"conversation_id" uuid NOT NULL,
	"application_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"message_id" text NOT NULL,
	"wish" text NOT NULL,
	"state" text DEFAULT 'wanted' NOT NULL,
	"ref_sealed" "bytea",
	"audio_sealed" "bytea",
	"pace_sealed" "bytea",
	"tries" integer DEFAULT 0 NOT NULL,
	"due" timestamp with time zone DEFAULT now() NOT NULL,
	"token" uuid,
	"lease_until" timestamp with time zone,
	"at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "voices_company_id_conversation_id_message_id_pk" PRIMARY KEY("company_id","conversation_id","message_id"),
	CONSTRAINT "voices_id" UNIQUE("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "candidates" ADD COLUMN "consent_voice" boolean;--> statement-breakpoint
CREATE INDEX "voices_application" ON "voices" USING btree ("company_id","application_id");--> statement-breakpoint
CREATE INDEX "voices_due" ON "voices" USING btree ("due") WHERE state = 'wanted';--> statement-breakpoint
CREATE INDEX "voices_age" ON "voices" USING btree ("created_at");