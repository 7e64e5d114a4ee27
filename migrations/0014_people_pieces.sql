CREATE TABLE "candidate_files" (
	"company_id" text NOT NULL,
	"conversation_id" uuid NOT NULL,
	"message_id" text NOT NULL,
	"name_sealed" "bytea" NOT NULL,
	"bytes" integer,
	"ref_sealed" "bytea",
	"state" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "candidate_files_company_id_conversation_id_message_id_pk" PRIMARY KEY("company_id","conversation_id","message_id")
);
--> statement-breakpoint
ALTER TABLE "pool_invitations" ALTER COLUMN "application_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "candidate_contacts" ADD COLUMN "not_before" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "pool_invitations" ADD COLUMN "code" text;--> statement-breakpoint
CREATE INDEX "candidate_files_waiting" ON "candidate_files" USING btree ("company_id","received_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "pool_invitations_code" ON "pool_invitations" USING btree ("code");