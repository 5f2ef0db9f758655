<?php
/**
 * The box on WooCommerce's screen of an order.
 *
 * @package FindersFee
 */

namespace FindersFee;

use WC_Order;
use WP_Post;

defined( 'ABSPATH' ) || exit;

/**
 * Prints an empty box that the script fills after the page stands: the order's screen never waits for the sidecar.
 */
final class Order_Box {

	const ID = 'finders-fee-order-box';

	/**
	 * The plugin's memory.
	 *
	 * @var State
	 */
	private $state;

	public function __construct( State $state ) {
		$this->state = $state;
	}

	/**
	 * For add_meta_boxes: on orders in their own table and on orders as posts alike. Not on an order that is being created.
	 *
	 * @param string $screen_id Screen, or post type.
	 * @param mixed  $shown     What the screen is about.
	 */
	public function add( $screen_id, $shown ): void {
		$order = self::order( $shown );
		if ( ! $order || ! in_array( $screen_id, array( 'shop_order', wc_get_page_screen_id( 'shop-order' ) ), true ) ) {
			return;
		}
		if ( ! $this->state->connection() || ! current_user_can( 'manage_woocommerce' ) || 'auto-draft' === $order->get_status() ) {
			return;
		}
		add_meta_box( self::ID, __( 'Commissions', 'finders-fee' ), array( $this, 'print_box' ), $screen_id, 'normal', 'default' );
		add_action( 'admin_enqueue_scripts', array( $this, 'enqueue' ) );
		if ( did_action( 'admin_enqueue_scripts' ) ) {
			$this->enqueue();
		}
	}

	public function enqueue(): void {
		if ( ! Assets::enqueue( 'order', array( 'wp-components' ) ) ) {
			return;
		}
		$config = wp_json_encode( Admin_Config::build( $this->state, Admin_Page::url() ), JSON_HEX_TAG | JSON_UNESCAPED_SLASHES );
		wp_add_inline_script( 'finders-fee-order', "window.findersFee = $config;", 'before' );
	}

	/**
	 * Prints the box's shell.
	 *
	 * @param mixed $shown What the screen is about.
	 */
	public function print_box( $shown ): void {
		$order = self::order( $shown );
		printf( '<div id="finders-fee-order" class="finders-fee" data-order="%d"></div>', absint( $order ? $order->get_id() : 0 ) );
		printf( '<noscript><p>%s</p></noscript>', esc_html__( 'This box needs JavaScript, which is switched off in your browser.', 'finders-fee' ) );
	}

	/**
	 * The order itself, also where it is a post.
	 *
	 * @param mixed $shown What the screen is about.
	 */
	private static function order( $shown ): ?WC_Order {
		$order = $shown instanceof WP_Post ? wc_get_order( $shown->ID ) : $shown;
		return $order instanceof WC_Order ? $order : null;
	}
}
