-- The books are append-only, and the database itself holds to it: whoever holds a connection cannot rewrite the past.
CREATE TRIGGER `ledger_transfers_no_update` BEFORE UPDATE ON `ledger_transfers` FOR EACH ROW
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'ledger_transfers is append-only: write a new transfer instead of an UPDATE';
--> statement-breakpoint
CREATE TRIGGER `ledger_transfers_no_delete` BEFORE DELETE ON `ledger_transfers` FOR EACH ROW
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'ledger_transfers is append-only: write a reversing transfer instead of a DELETE';
--> statement-breakpoint
ALTER TABLE `ledger_transfers` ADD CONSTRAINT `ledger_transfers_amount_positive` CHECK (`amount_minor` > 0);
