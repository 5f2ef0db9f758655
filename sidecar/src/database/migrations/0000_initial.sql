CREATE TABLE `affiliates` (
	`id` char(36) NOT NULL,
	`name` varchar(120) NOT NULL,
	`email` varchar(254),
	`status` enum('pending','active','rejected','suspended') NOT NULL,
	`wordpress_user_id` bigint unsigned,
	`program_id` char(36) NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`deleted_at` datetime(3),
	CONSTRAINT `affiliates_id` PRIMARY KEY(`id`),
	CONSTRAINT `affiliates_user` UNIQUE(`wordpress_user_id`)
);
--> statement-breakpoint
CREATE TABLE `commissions` (
	`id` char(36) NOT NULL,
	`order_id` bigint unsigned NOT NULL,
	`affiliate_id` char(36) NOT NULL,
	`program_id` char(36) NOT NULL,
	`coupon_id` bigint unsigned,
	`coupon_code` varchar(255),
	`channel` enum('coupon','link','referral_code','offline','manual') NOT NULL,
	`status` enum('pending','held','approved','paid','reversed','rejected') NOT NULL,
	`currency` char(3) NOT NULL,
	`exponent` tinyint NOT NULL,
	`base_minor` bigint NOT NULL,
	`amount_minor` bigint NOT NULL,
	`summary` json NOT NULL,
	`terms` json NOT NULL,
	`hold_days` int NOT NULL,
	`entries_count` int NOT NULL,
	`placed_at` datetime(3) NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	CONSTRAINT `commissions_id` PRIMARY KEY(`id`),
	CONSTRAINT `commissions_order_affiliate` UNIQUE(`order_id`,`affiliate_id`)
);
--> statement-breakpoint
CREATE TABLE `ledger_transfers` (
	`id` char(36) NOT NULL,
	`reference` varchar(190) NOT NULL,
	`kind` enum('earned','reversed','adjusted','approved','paid','clawed_back','written_off','bonus') NOT NULL,
	`affiliate_id` char(36) NOT NULL,
	`commission_id` char(36),
	`order_id` bigint unsigned,
	`currency` char(3) NOT NULL,
	`exponent` tinyint NOT NULL,
	`from_account` enum('expense','pending','approved','paid') NOT NULL,
	`to_account` enum('expense','pending','approved','paid') NOT NULL,
	`amount_minor` bigint NOT NULL,
	`reason` varchar(190) NOT NULL,
	`occurred_at` datetime(3) NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	CONSTRAINT `ledger_transfers_id` PRIMARY KEY(`id`),
	CONSTRAINT `ledger_transfers_reference` UNIQUE(`reference`)
);
--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` char(36) NOT NULL,
	`checked_at` datetime(3) NOT NULL,
	`commissions_checked` int NOT NULL,
	`commissions_drifting` int NOT NULL,
	`drift` json NOT NULL,
	CONSTRAINT `verifications_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`key_hash` char(64) NOT NULL,
	`request_hash` char(64) NOT NULL,
	`status` int NOT NULL,
	`response` json,
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `idempotency_keys_key_hash` PRIMARY KEY(`key_hash`)
);
--> statement-breakpoint
CREATE TABLE `pairing_codes` (
	`code_hash` char(64) NOT NULL,
	`expires_at` datetime(3) NOT NULL,
	CONSTRAINT `pairing_codes_code_hash` PRIMARY KEY(`code_hash`)
);
--> statement-breakpoint
CREATE TABLE `store_connection` (
	`slot` tinyint NOT NULL,
	`store_url` varchar(500) NOT NULL,
	`rest_url` varchar(500) NOT NULL,
	`webhook_source` varchar(500) NOT NULL,
	`consumer_key_sealed` text NOT NULL,
	`consumer_secret_sealed` text NOT NULL,
	`webhook_secret_sealed` text NOT NULL,
	`previous_webhook_secret_sealed` text,
	`previous_webhook_secret_until` datetime(3),
	`token_secret_sealed` text NOT NULL,
	`facts` json NOT NULL,
	`facts_at` datetime(3) NOT NULL,
	`connected_at` datetime(3) NOT NULL,
	CONSTRAINT `store_connection_slot` PRIMARY KEY(`slot`)
);
--> statement-breakpoint
CREATE TABLE `used_tokens` (
	`jti` char(36) NOT NULL,
	`expires_at` datetime(3) NOT NULL,
	CONSTRAINT `used_tokens_jti` PRIMARY KEY(`jti`)
);
--> statement-breakpoint
CREATE TABLE `coupon_ownerships` (
	`id` char(36) NOT NULL,
	`coupon_id` bigint unsigned NOT NULL,
	`affiliate_id` char(36) NOT NULL,
	`valid_from` datetime(3),
	`valid_to` datetime(3),
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `coupon_ownerships_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `coupons` (
	`coupon_id` bigint unsigned NOT NULL,
	`code` varchar(255) NOT NULL,
	`discount_type` varchar(40) NOT NULL,
	`amount` varchar(40) NOT NULL,
	`expires_on` date,
	`usage_count` int NOT NULL,
	`status` enum('publish','draft','trash','deleted') NOT NULL,
	`seen_at` datetime(3) NOT NULL,
	CONSTRAINT `coupons_coupon_id` PRIMARY KEY(`coupon_id`)
);
--> statement-breakpoint
CREATE TABLE `customer_keys` (
	`key_hash` char(64) NOT NULL,
	`customer_id` char(36) NOT NULL,
	CONSTRAINT `customer_keys_key_hash` PRIMARY KEY(`key_hash`)
);
--> statement-breakpoint
CREATE TABLE `customers` (
	`id` char(36) NOT NULL,
	`wordpress_user_id` bigint unsigned,
	`canonical_email` varchar(254),
	`email` varchar(254),
	`name` varchar(200) NOT NULL,
	`referral_code` varchar(255),
	`referral_code_set_at` datetime(3),
	`referral_code_order_id` bigint unsigned,
	`referral_code_source` enum('first_order','typed','administrator'),
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `customers_id` PRIMARY KEY(`id`),
	CONSTRAINT `customers_user` UNIQUE(`wordpress_user_id`)
);
--> statement-breakpoint
CREATE TABLE `referral_code_changes` (
	`id` char(36) NOT NULL,
	`customer_id` char(36) NOT NULL,
	`code_before` varchar(255),
	`code_after` varchar(255),
	`source` enum('first_order','typed','administrator') NOT NULL,
	`order_id` bigint unsigned,
	`changed_by_user_id` bigint unsigned,
	`changed_at` datetime(3) NOT NULL,
	CONSTRAINT `referral_code_changes_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `inbox` (
	`id` char(36) NOT NULL,
	`resource` enum('order','coupon','customer','refund') NOT NULL,
	`resource_id` bigint unsigned NOT NULL,
	`payload` mediumtext,
	`origin` enum('webhook','poll','sweep','reassess') NOT NULL,
	`received_at` datetime(3) NOT NULL,
	`available_at` datetime(3) NOT NULL,
	`claimed_by` varchar(64),
	`attempts` int NOT NULL DEFAULT 0,
	`last_error` varchar(500),
	`dead_at` datetime(3),
	CONSTRAINT `inbox_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `leases` (
	`name` varchar(64) NOT NULL,
	`holder` varchar(64) NOT NULL,
	`fence` bigint unsigned NOT NULL,
	`expires_at` datetime(3) NOT NULL,
	CONSTRAINT `leases_name` PRIMARY KEY(`name`)
);
--> statement-breakpoint
CREATE TABLE `sync_cursors` (
	`name` varchar(64) NOT NULL,
	`value` varchar(255) NOT NULL,
	`updated_at` datetime(3) NOT NULL,
	CONSTRAINT `sync_cursors_name` PRIMARY KEY(`name`)
);
--> statement-breakpoint
CREATE TABLE `orders` (
	`order_id` bigint unsigned NOT NULL,
	`number` varchar(100) NOT NULL,
	`status` varchar(40) NOT NULL,
	`currency` char(3) NOT NULL,
	`exponent` tinyint NOT NULL,
	`total_minor` bigint NOT NULL,
	`sales_minor` bigint NOT NULL,
	`discount_minor` bigint NOT NULL,
	`customer_id` char(36),
	`first_coupon_code` varchar(255),
	`ever_paid` boolean NOT NULL,
	`placed_at` datetime(3) NOT NULL,
	`modified_at` datetime(3) NOT NULL,
	`as_of` datetime(3) NOT NULL,
	`snapshot` json NOT NULL,
	`snapshot_hash` char(64) NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	CONSTRAINT `orders_order_id` PRIMARY KEY(`order_id`)
);
--> statement-breakpoint
CREATE TABLE `redemptions` (
	`id` char(36) NOT NULL,
	`order_id` bigint unsigned NOT NULL,
	`position` int NOT NULL,
	`coupon_id` bigint unsigned,
	`coupon_code` varchar(255) NOT NULL,
	`affiliate_id` char(36),
	`commission_id` char(36),
	`discount_minor` bigint NOT NULL,
	`reasons` json NOT NULL,
	`placed_at` datetime(3) NOT NULL,
	CONSTRAINT `redemptions_id` PRIMARY KEY(`id`),
	CONSTRAINT `redemptions_order_position` UNIQUE(`order_id`,`position`)
);
--> statement-breakpoint
CREATE TABLE `refund_orders` (
	`refund_id` bigint unsigned NOT NULL,
	`order_id` bigint unsigned NOT NULL,
	CONSTRAINT `refund_orders_refund_id` PRIMARY KEY(`refund_id`)
);
--> statement-breakpoint
CREATE TABLE `program_versions` (
	`id` char(36) NOT NULL,
	`program_id` char(36) NOT NULL,
	`version` int NOT NULL,
	`rate` json NOT NULL,
	`base` json NOT NULL,
	`hold_days` int,
	`valid_from` datetime(3) NOT NULL,
	CONSTRAINT `program_versions_id` PRIMARY KEY(`id`),
	CONSTRAINT `program_versions_number` UNIQUE(`program_id`,`version`)
);
--> statement-breakpoint
CREATE TABLE `programs` (
	`id` char(36) NOT NULL,
	`name` varchar(120) NOT NULL,
	`status` enum('active','paused') NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`deleted_at` datetime(3),
	CONSTRAINT `programs_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`name` varchar(64) NOT NULL,
	`value` json NOT NULL,
	`updated_at` datetime(3) NOT NULL,
	CONSTRAINT `settings_name` PRIMARY KEY(`name`)
);
--> statement-breakpoint
CREATE INDEX `affiliates_program` ON `affiliates` (`program_id`);--> statement-breakpoint
CREATE INDEX `affiliates_created` ON `affiliates` (`created_at`);--> statement-breakpoint
CREATE INDEX `commissions_placed` ON `commissions` (`placed_at`);--> statement-breakpoint
CREATE INDEX `commissions_affiliate` ON `commissions` (`affiliate_id`,`placed_at`);--> statement-breakpoint
CREATE INDEX `commissions_status` ON `commissions` (`status`,`placed_at`);--> statement-breakpoint
CREATE INDEX `ledger_transfers_commission` ON `ledger_transfers` (`commission_id`);--> statement-breakpoint
CREATE INDEX `ledger_transfers_affiliate` ON `ledger_transfers` (`affiliate_id`,`currency`,`exponent`,`to_account`,`from_account`,`amount_minor`);--> statement-breakpoint
CREATE INDEX `ledger_transfers_order` ON `ledger_transfers` (`order_id`);--> statement-breakpoint
CREATE INDEX `ledger_transfers_recorded` ON `ledger_transfers` (`recorded_at`);--> statement-breakpoint
CREATE INDEX `coupon_ownerships_coupon` ON `coupon_ownerships` (`coupon_id`);--> statement-breakpoint
CREATE INDEX `coupon_ownerships_affiliate` ON `coupon_ownerships` (`affiliate_id`);--> statement-breakpoint
CREATE INDEX `coupons_code` ON `coupons` (`code`);--> statement-breakpoint
CREATE INDEX `customer_keys_customer` ON `customer_keys` (`customer_id`);--> statement-breakpoint
CREATE INDEX `customers_email` ON `customers` (`canonical_email`);--> statement-breakpoint
CREATE INDEX `customers_referral_code` ON `customers` (`referral_code`);--> statement-breakpoint
CREATE INDEX `customers_created` ON `customers` (`created_at`);--> statement-breakpoint
CREATE INDEX `referral_code_changes_customer` ON `referral_code_changes` (`customer_id`,`changed_at`);--> statement-breakpoint
CREATE INDEX `inbox_work` ON `inbox` (`dead_at`,`available_at`);--> statement-breakpoint
CREATE INDEX `inbox_resource` ON `inbox` (`resource`,`resource_id`);--> statement-breakpoint
CREATE INDEX `orders_customer` ON `orders` (`customer_id`,`ever_paid`,`placed_at`);--> statement-breakpoint
CREATE INDEX `orders_placed` ON `orders` (`placed_at`,`status`,`currency`,`exponent`,`sales_minor`,`discount_minor`,`customer_id`,`first_coupon_code`);--> statement-breakpoint
CREATE INDEX `orders_first_coupon` ON `orders` (`first_coupon_code`);--> statement-breakpoint
CREATE INDEX `redemptions_placed` ON `redemptions` (`placed_at`);--> statement-breakpoint
CREATE INDEX `redemptions_coupon` ON `redemptions` (`coupon_id`,`placed_at`);--> statement-breakpoint
CREATE INDEX `redemptions_code` ON `redemptions` (`coupon_code`,`placed_at`);--> statement-breakpoint
CREATE INDEX `redemptions_affiliate` ON `redemptions` (`affiliate_id`,`placed_at`);--> statement-breakpoint
CREATE INDEX `redemptions_commission` ON `redemptions` (`commission_id`);