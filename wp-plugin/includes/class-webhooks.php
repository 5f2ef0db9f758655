<?php
/**
 * The ten WooCommerce webhooks that tell the sidecar what happens.
 *
 * @package FindersFee
 */

namespace FindersFee;

use WC_Webhook;

defined( 'ABSPATH' ) || exit;

/**
 * Makes, heals and removes them.
 */
final class Webhooks {

	const TOPICS = array(
		'order.created',
		'order.updated',
		'order.deleted',
		'order.restored',
		'coupon.created',
		'coupon.updated',
		'coupon.deleted',
		'customer.created',
		'action.woocommerce_refund_deleted',
		'action.woocommerce_delete_order',
	);

	/**
	 * Makes the webhook of one topic.
	 *
	 * @param Connection $connection For whom.
	 * @param string     $topic      One of TOPICS.
	 */
	public static function create( Connection $connection, string $topic ): WC_Webhook {
		$webhook = new WC_Webhook();
		$webhook->set_name( 'Finder\'s Fee: ' . $topic );
		$webhook->set_topic( $topic );
		self::aim( $webhook, $connection );
		$webhook->save();
		return $webhook;
	}

	/**
	 * What the sidecar asks about: every topic has a webhook that works. One that WooCommerce disabled after failures is
	 * enabled again with its failures forgotten, a deleted one is made again; one that the owner paused stays paused.
	 *
	 * @param Connection $connection Whose webhooks; gains the ids of new ones.
	 * @return array<int,array{id:int,topic:string,status:string,failure_count:int,healed:bool}>
	 */
	public static function heal( Connection $connection ): array {
		$report = array();
		foreach ( self::TOPICS as $topic ) {
			$webhook = self::find( $connection->webhooks[ $topic ] ?? 0 );
			$healed  = ! $webhook || 'disabled' === $webhook->get_status() || self::is_astray( $webhook, $connection );
			if ( ! $webhook ) {
				$webhook = self::create( $connection, $topic );

				$connection->webhooks[ $topic ] = $webhook->get_id();
			} elseif ( $healed ) {
				self::aim( $webhook, $connection );
				$webhook->save();
			}
			$report[] = array(
				'id'            => $webhook->get_id(),
				'topic'         => $topic,
				'status'        => $webhook->get_status(),
				'failure_count' => $webhook->get_failure_count(),
				'healed'        => $healed,
			);
		}
		return $report;
	}

	/**
	 * The webhook, or null when there is none with this id.
	 *
	 * @param int $id Webhook id.
	 */
	public static function find( int $id ): ?WC_Webhook {
		try {
			return $id > 0 ? wc_get_webhook( $id ) : null;
		} catch ( \Exception $exception ) {
			return null; // WooCommerce's way to say that it does not exist.
		}
	}

	/**
	 * Removes webhooks and what is queued for them. Works without WooCommerce, for uninstall.
	 *
	 * @param int[] $ids Webhook ids.
	 */
	public static function remove( array $ids ): void {
		global $wpdb;
		foreach ( $ids as $id ) {
			// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- WC_Webhook may not be there; its caches are cleared below.
			$wpdb->delete( $wpdb->prefix . 'wc_webhooks', array( 'webhook_id' => $id ), array( '%d' ) );
			wp_cache_delete( $id, 'webhooks' );
			Delivery_Queue::forget( $id );
		}
		foreach ( array( '', '_status_active', '_status_paused', '_status_disabled' ) as $list ) {
			delete_transient( 'woocommerce_webhook_ids' . $list );
		}
		if ( class_exists( 'WC_Cache_Helper' ) ) {
			\WC_Cache_Helper::invalidate_cache_group( 'webhooks' );
		}
	}

	private static function aim( WC_Webhook $webhook, Connection $connection ): void {
		$webhook->set_user_id( $connection->user_id );
		$webhook->set_delivery_url( $connection->sidecar_url . '/webhooks/woocommerce' );
		$webhook->set_secret( $connection->webhook_secret );
		$webhook->set_status( 'active' );
		$webhook->set_failure_count( 0 );
		// Otherwise WooCommerce pings the sidecar after a delivery. It takes false for unchanged, and then makes it true:
		// so change it twice.
		$webhook->set_pending_delivery( true );
		$webhook->set_pending_delivery( false );
	}

	private static function is_astray( WC_Webhook $webhook, Connection $connection ): bool {
		return 'paused' !== $webhook->get_status() && (
			$webhook->get_user_id() !== $connection->user_id
			|| $webhook->get_secret() !== $connection->webhook_secret
			|| $webhook->get_delivery_url() !== $connection->sidecar_url . '/webhooks/woocommerce'
		);
	}
}
