<?php
/**
 * What happens to orders, coupons, refunds and customers.
 *
 * @package FindersFee
 */

namespace FindersFee;

use WC_Order;
use WP_Post;

defined( 'ABSPATH' ) || exit;

/**
 * Listens where WooCommerce's own webhooks listen, and only remembers ids: nothing here reads the database.
 */
final class Capture {

	const DRAFTS = array( 'checkout-draft', 'auto-draft', 'draft', 'new' );

	/**
	 * Where events go.
	 *
	 * @var Outbox
	 */
	private $outbox;

	public function __construct( Outbox $outbox ) {
		$this->outbox = $outbox;
	}

	/**
	 * For woocommerce_new_order.
	 *
	 * @param int   $id    Order.
	 * @param mixed $order The order, where WooCommerce passes it.
	 */
	public function order_created( $id, $order = null ): void {
		$this->order( 'order.created', $id, $order );
	}

	/**
	 * For woocommerce_update_order. A refund's second argument is an id.
	 *
	 * @param int   $id    Order.
	 * @param mixed $order The order, where WooCommerce passes it.
	 */
	public function order_updated( $id, $order = null ): void {
		$this->order( 'order.updated', $id, $order );
	}

	/**
	 * For woocommerce_order_status_changed: an order that leaves the trash by a new status changes no other way.
	 *
	 * @param int    $id    Order.
	 * @param string $from  Status before.
	 * @param string $to    Status now.
	 * @param mixed  $order The order.
	 */
	public function order_status_changed( $id, $from, $to, $order ): void {
		$this->order( 'order.updated', $id, $order );
	}

	/**
	 * For woocommerce_trash_order.
	 *
	 * @param int $id Order.
	 */
	public function order_trashed( $id ): void {
		$this->outbox->remember( 'order.deleted', (int) $id );
	}

	/**
	 * For woocommerce_untrash_order.
	 *
	 * @param int $id Order.
	 */
	public function order_restored( $id ): void {
		$this->outbox->remember( 'order.restored', (int) $id );
	}

	/**
	 * For woocommerce_delete_order: gone for good, which no topic of WooCommerce's own tells.
	 *
	 * @param int $id Order.
	 */
	public function order_deleted( $id ): void {
		$this->outbox->remember( 'action.woocommerce_delete_order', (int) $id );
	}

	/**
	 * For the filter woocommerce_pre_delete_order_refund, the one place that REST, wp-admin and code all pass.
	 * WooCommerce says nothing about the order whose refund goes, so we do.
	 *
	 * @param mixed $check  Passed on unchanged.
	 * @param mixed $refund The refund about to go.
	 * @return mixed
	 */
	public function refund_deleted( $check, $refund ) {
		if ( $refund instanceof \WC_Order_Refund ) {
			$this->outbox->remember( 'action.woocommerce_refund_deleted', $refund->get_id() );
			$this->outbox->remember( 'order.updated', $refund->get_parent_id() );
		}
		return $check;
	}

	/**
	 * For woocommerce_new_coupon.
	 *
	 * @param int $id Coupon.
	 */
	public function coupon_created( $id ): void {
		$this->outbox->remember( 'coupon.created', (int) $id );
	}

	/**
	 * For woocommerce_update_coupon.
	 *
	 * @param int $id Coupon.
	 */
	public function coupon_updated( $id ): void {
		$this->outbox->remember( 'coupon.updated', (int) $id );
	}

	/**
	 * For user_register, woocommerce_created_customer and woocommerce_new_customer.
	 *
	 * @param int $id User.
	 */
	public function customer_created( $id ): void {
		$this->outbox->remember( 'customer.created', (int) $id );
	}

	/**
	 * For wp_trash_post: coupons, and orders where they are posts.
	 *
	 * @param int $id Post.
	 */
	public function post_trashed( $id ): void {
		$topics = array(
			'shop_order'  => 'order.deleted',
			'shop_coupon' => 'coupon.deleted',
		);
		$this->post( $topics, (int) $id, (string) get_post_type( $id ) );
	}

	/**
	 * For untrashed_post. There is no topic for a coupon that comes back; it has changed.
	 *
	 * @param int $id Post.
	 */
	public function post_restored( $id ): void {
		$topics = array(
			'shop_order'  => 'order.restored',
			'shop_coupon' => 'coupon.updated',
		);
		$this->post( $topics, (int) $id, (string) get_post_type( $id ) );
	}

	/**
	 * For deleted_post.
	 *
	 * @param int   $id   Post.
	 * @param mixed $post The post that was.
	 */
	public function post_deleted( $id, $post = null ): void {
		$topics = array(
			'shop_order'  => 'action.woocommerce_delete_order',
			'shop_coupon' => 'coupon.deleted',
		);
		$this->post( $topics, (int) $id, $post instanceof WP_Post ? $post->post_type : '' );
	}

	/**
	 * Remembers an order's event, unless the order passed along says that it is a draft or no order for webhooks.
	 *
	 * @param string $topic Topic.
	 * @param mixed  $id    Order.
	 * @param mixed  $order The order, where WooCommerce passes it.
	 */
	private function order( string $topic, $id, $order ): void {
		if ( $order instanceof WC_Order ) {
			$is_draft = in_array( $order->get_status(), self::DRAFTS, true );
			if ( $is_draft || ! in_array( $order->get_type(), wc_get_order_types( 'order-webhooks' ), true ) ) {
				return;
			}
		}
		$this->outbox->remember( $topic, (int) $id );
	}

	/**
	 * Remembers what happened to a post of a type that matters.
	 *
	 * @param array<string,string> $topics Topic by post type.
	 * @param int                  $id     Post.
	 * @param string               $type   Its type.
	 */
	private function post( array $topics, int $id, string $type ): void {
		if ( isset( $topics[ $type ] ) ) {
			$this->outbox->remember( $topics[ $type ], $id );
		}
	}
}
