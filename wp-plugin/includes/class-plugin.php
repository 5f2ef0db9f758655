<?php
/**
 * Every hook of this plugin.
 *
 * @package FindersFee
 */

namespace FindersFee;

use Automattic\WooCommerce\Utilities\FeaturesUtil;

defined( 'ABSPATH' ) || exit;

/**
 * Connects WordPress's hooks with the classes that answer them. Nothing here does any work on its own.
 */
final class Plugin {

	/**
	 * For plugins_loaded: a notice when something is missing, else everything.
	 */
	public static function boot(): void {
		if ( array() !== Requirements::missing() ) {
			add_action( 'admin_notices', array( Requirements::class, 'print_notice' ) );
			return;
		}
		Installer::upgrade();
		add_action( 'before_woocommerce_init', array( self::class, 'declare_compatibility' ) );

		$state  = new State();
		$pulse  = new Pulse( $state );
		$outbox = new Outbox( array( $pulse, 'beat' ) );
		if ( $state->current() ) {
			self::listen( $state, $outbox );
		}
		if ( $state->connection() && $state->link_days() > 0 ) {
			self::follow_links( new Referral_Link( $state->link_days() ) );
		}
		self::answer( $state );
		self::show( $state );
		if ( defined( 'WP_CLI' ) && WP_CLI ) {
			\WP_CLI::add_command( 'finders-fee', Cli_Command::class );
		}
	}

	/**
	 * The plugin uses WooCommerce's own interfaces for orders, and changes nothing in cart and checkout.
	 */
	public static function declare_compatibility(): void {
		FeaturesUtil::declare_compatibility( 'custom_order_tables', FINDERS_FEE_FILE, true );
		FeaturesUtil::declare_compatibility( 'cart_checkout_blocks', FINDERS_FEE_FILE, true );
	}

	/**
	 * What happens in the store, while there is a sidecar to tell.
	 *
	 * @param State  $state  The plugin's memory.
	 * @param Outbox $outbox Where events go.
	 */
	private static function listen( State $state, Outbox $outbox ): void {
		$capture = new Capture( $outbox );
		add_action( 'woocommerce_new_order', array( $capture, 'order_created' ), 10, 2 );
		add_action( 'woocommerce_update_order', array( $capture, 'order_updated' ), 10, 2 );
		add_action( 'woocommerce_order_refunded', array( $capture, 'order_updated' ) );
		add_action( 'woocommerce_order_status_changed', array( $capture, 'order_status_changed' ), 10, 4 );
		add_action( 'woocommerce_trash_order', array( $capture, 'order_trashed' ) );
		add_action( 'woocommerce_untrash_order', array( $capture, 'order_restored' ) );
		add_action( 'woocommerce_delete_order', array( $capture, 'order_deleted' ) );
		add_filter( 'woocommerce_pre_delete_order_refund', array( $capture, 'refund_deleted' ), 10, 2 );
		add_action( 'woocommerce_new_coupon', array( $capture, 'coupon_created' ) );
		add_action( 'woocommerce_update_coupon', array( $capture, 'coupon_updated' ) );
		add_action( 'user_register', array( $capture, 'customer_created' ) );
		add_action( 'woocommerce_created_customer', array( $capture, 'customer_created' ) );
		add_action( 'woocommerce_new_customer', array( $capture, 'customer_created' ) );
		add_action( 'wp_trash_post', array( $capture, 'post_trashed' ) );
		add_action( 'untrashed_post', array( $capture, 'post_restored' ) );
		add_action( 'deleted_post', array( $capture, 'post_deleted' ), 10, 2 );

		// Before WooCommerce ends its sessions, and once more for what other shutdown callbacks save.
		add_action( 'shutdown', array( $outbox, 'write' ), 5 );
		add_action( 'shutdown', array( $outbox, 'write' ), PHP_INT_MAX );
		add_action( 'action_scheduler_before_process_queue', array( new Delivery_Queue( $state ), 'fill' ) );
		add_filter( 'transient_woocommerce_webhook_ids_status_active', array( new Webhook_Loading( $state ), 'hide' ) );
	}

	/**
	 * Affiliates' links, from the page that a visitor comes to up to the order.
	 *
	 * @param Referral_Link $link What is done about them.
	 */
	private static function follow_links( Referral_Link $link ): void {
		add_action( 'wp_head', array( $link, 'print_script' ), 0 );
		add_action( 'wc_ajax_' . Referral_Link::COOKIE, array( $link, 'keep' ) );
		add_action( 'woocommerce_checkout_create_order', array( $link, 'copy_to_order' ) );
		add_action( 'woocommerce_store_api_checkout_update_order_from_request', array( $link, 'copy_to_order' ) );
		add_action( 'admin_init', array( $link, 'suggest_privacy_policy' ) );
	}

	/**
	 * REST, and the way out to the sidecar: needed in every kind of request, cron and command line too.
	 *
	 * @param State $state The plugin's memory.
	 */
	private static function answer( State $state ): void {
		$http = new Http_Filters( $state );
		add_filter( 'http_request_host_is_external', array( $http, 'allow_host' ), 10, 3 );
		add_filter( 'http_allowed_safe_ports', array( $http, 'allow_port' ), 10, 3 );

		$proxy = new Rest\Proxy_Controller( $state );
		add_action( 'parse_request', array( Rest\Uploaded_File::class, 'leave_unread' ), 1 );
		add_action( 'rest_api_init', array( $proxy, 'register_routes' ) );
		add_filter( 'rest_pre_serve_request', array( $proxy, 'print_unchanged' ), 10, 3 );
		add_filter( 'rest_request_after_callbacks', array( new Rest\Heard_Settings( $state ), 'remember' ), 10, 3 );
		add_action( 'rest_api_init', array( new Rest\Connection_Controller( $state ), 'register_routes' ) );
		add_action( 'rest_api_init', array( new Rest\Sidecar_Controller( $state ), 'register_routes' ) );
		add_action( 'rest_api_init', array( new Rest\Users_Controller(), 'register_routes' ) );
		add_filter( 'rest_pre_serve_request', array( Rest\Access::class, 'forbid_caching' ), 5, 4 );
	}

	/**
	 * What people see.
	 *
	 * @param State $state The plugin's memory.
	 */
	private static function show( State $state ): void {
		$admin = new Admin_Page( $state );
		add_action( 'admin_menu', array( $admin, 'add_to_menu' ), 20 );

		$plugins = new Plugins_Screen( $state );
		add_action( 'admin_init', array( $plugins, 'open_once' ) );
		add_filter( 'plugin_action_links_' . plugin_basename( FINDERS_FEE_FILE ), array( $plugins, 'add_link' ) );
		add_filter( 'plugin_row_meta', array( $plugins, 'add_detail' ), 10, 2 );

		add_action( 'add_meta_boxes', array( new Order_Box( $state ), 'add' ), 30, 2 );

		$account = new Account_Page();
		add_filter( 'woocommerce_get_query_vars', array( $account, 'add_address' ) );
		add_filter( 'woocommerce_account_menu_items', array( $account, 'add_tab' ) );
		add_filter( 'woocommerce_endpoint_' . Account_Page::ENDPOINT . '_title', array( $account, 'title' ) );
		add_action( 'woocommerce_account_' . Account_Page::ENDPOINT . '_endpoint', array( $account, 'print_shell' ) );
		add_action( 'wp_enqueue_scripts', array( $account, 'enqueue_where_shown' ) );
		add_action( 'wp_head', array( $account, 'print_early_script_where_shown' ), 0 );
		add_shortcode( Account_Page::SHORTCODE, array( $account, 'shell' ) );
		add_action( 'wc_ajax_' . Account_Answer::ACTION, array( new Account_Answer( $state ), 'send' ) );
	}
}
