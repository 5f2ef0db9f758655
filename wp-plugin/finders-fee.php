<?php
/**
 * Plugin Name: Finder's Fee for WooCommerce
 * Description: Commissions for coupons, exact to the cent through every refund, edit and deletion. Connects your store to its Finder's Fee sidecar, which keeps the books.
 * Version: 0.1.0
 * Requires at least: 6.9
 * Requires PHP: 7.4
 * Requires Plugins: woocommerce
 * WC requires at least: 10.0
 * WC tested up to: 11.0
 * License: GPL-2.0-or-later
 * License URI: https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain: finders-fee
 *
 * @package FindersFee
 */

defined( 'ABSPATH' ) || exit;

define( 'FINDERS_FEE_VERSION', '0.1.0' );
define( 'FINDERS_FEE_FILE', __FILE__ );

// This file and the next one must parse on any PHP: they are what tells an old one that it is too old.
require_once __DIR__ . '/includes/class-requirements.php';

if ( ! FindersFee\Requirements::php_is_new_enough() ) {
	add_action( 'admin_notices', array( 'FindersFee\Requirements', 'print_notice' ) );
	return;
}

// What the plugin remembers, and how it comes and goes.
require_once __DIR__ . '/includes/class-connection.php';
require_once __DIR__ . '/includes/class-state.php';
require_once __DIR__ . '/includes/class-installer.php';

// Connecting: everything made for the sidecar, and how it is taken back.
require_once __DIR__ . '/includes/class-connection-code.php';
require_once __DIR__ . '/includes/class-service-user.php';
require_once __DIR__ . '/includes/class-api-key.php';
require_once __DIR__ . '/includes/class-webhooks.php';
require_once __DIR__ . '/includes/class-webhook-loading.php';
require_once __DIR__ . '/includes/class-connector.php';
require_once __DIR__ . '/includes/class-store-facts.php';

// What happens in the store, told to the sidecar.
require_once __DIR__ . '/includes/class-outbox-table.php';
require_once __DIR__ . '/includes/class-outbox.php';
require_once __DIR__ . '/includes/class-pulse.php';
require_once __DIR__ . '/includes/class-capture.php';
require_once __DIR__ . '/includes/class-deliveries.php';
require_once __DIR__ . '/includes/class-delivery-queue.php';

// The way to the sidecar and back.
require_once __DIR__ . '/includes/class-http-filters.php';
require_once __DIR__ . '/includes/class-token.php';
require_once __DIR__ . '/includes/class-sidecar-client.php';
require_once __DIR__ . '/includes/rest/class-access.php';
require_once __DIR__ . '/includes/rest/class-forwarded-response.php';
require_once __DIR__ . '/includes/rest/class-uploaded-file.php';
require_once __DIR__ . '/includes/rest/class-proxy-controller.php';
require_once __DIR__ . '/includes/rest/class-heard-settings.php';
require_once __DIR__ . '/includes/rest/class-connection-controller.php';
require_once __DIR__ . '/includes/rest/class-sidecar-controller.php';
require_once __DIR__ . '/includes/rest/class-users-controller.php';

// What people see.
require_once __DIR__ . '/includes/class-assets.php';
require_once __DIR__ . '/includes/class-admin-words.php';
require_once __DIR__ . '/includes/class-admin-config.php';
require_once __DIR__ . '/includes/class-early-request.php';
require_once __DIR__ . '/includes/class-admin-page.php';
require_once __DIR__ . '/includes/class-order-box.php';
require_once __DIR__ . '/includes/class-plugins-screen.php';
require_once __DIR__ . '/includes/class-account-answer.php';
require_once __DIR__ . '/includes/class-account-page.php';
require_once __DIR__ . '/includes/class-referral-link.php';
require_once __DIR__ . '/includes/class-cli-command.php';

require_once __DIR__ . '/includes/class-plugin.php';

register_activation_hook( __FILE__, array( 'FindersFee\Installer', 'activate' ) );
add_action( 'plugins_loaded', array( 'FindersFee\Plugin', 'boot' ), 20 );
